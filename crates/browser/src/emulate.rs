//! Other windows, other people: narrow ones, dark ones, one without scripts.

use serde_json::json;

use crate::Browser;

/// Day or night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// As CSS calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// Makes the window so large, in CSS pixels: smaller, too, than windows can be dragged.
    pub fn size(&self, width: u32, height: u32) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Shows pages as by day or by night, and without motion, so that nothing is looked at on its way
    /// from one colour to the other.
    pub fn theme(&self, theme: Theme) {
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": theme.word()},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.command("Emulation.setEmulatedMedia", &features);
    }

    /// Loads every page from now on without running its scripts.
    pub fn without_scripts(&self) {
        let off = json!({"value": true});
        self.command("Emulation.setScriptExecutionDisabled", &off);
    }
}
