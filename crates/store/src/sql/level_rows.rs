//! A level is a row: its standing is a word, and has the figures that belong to it.

use jiff::Timestamp;
use ponte_domain::{
    orders::free::Reading,
    stock::level::{Known, Level as KnownLevel},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{instant_if, ms, text, unreadable, variant, word},
    levels::Level,
};

const TABLE: &str = "levels";

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Standing {
    Never,
    NoRecord,
    Unmanaged,
    Managed,
}

/// A row with what cannot be told without a mistake.
struct Put<'a> {
    level: &'a Level,
    standing: String,
    reading: Option<&'a Reading>,
}

fn figure(row: &Row, column: &str) -> Result<Decimal> {
    let text: Option<&str> = row.try_get(column)?;
    let text = text.unwrap_or_default();
    text.parse().map_err(|_| unreadable(TABLE, text, "figure"))
}

fn known(row: &Row) -> Result<Known> {
    let began = instant_if(TABLE, row.try_get("began_at")?)?;
    let began = || -> Result<Timestamp> {
        began.ok_or_else(|| unreadable(TABLE, "nothing", "moment of a reading"))
    };
    Ok(match variant(TABLE, row.try_get("standing")?)? {
        Standing::Never => Known::Never,
        Standing::NoRecord => Known::NoRecord { began: began()? },
        Standing::Unmanaged => Known::Unmanaged { began: began()? },
        Standing::Managed => Known::Managed(Reading {
            quantity: figure(row, "quantity")?,
            outgoing: figure(row, "outgoing")?,
            began: began()?,
        }),
    })
}

pub(super) fn read(row: &Row) -> Result<Level> {
    Ok(Level {
        point: row.try_get("point")?,
        variant: row.try_get("variant")?,
        level: KnownLevel {
            known: known(row)?,
            unread: instant_if(TABLE, row.try_get("unread_at")?)?,
            absent: instant_if(TABLE, row.try_get("absent_at")?)?,
        },
    })
}

fn put(level: &Level) -> Result<Put<'_>> {
    let (standing, reading) = match &level.level.known {
        Known::Never => (Standing::Never, None),
        Known::NoRecord { .. } => (Standing::NoRecord, None),
        Known::Unmanaged { .. } => (Standing::Unmanaged, None),
        Known::Managed(reading) => (Standing::Managed, Some(reading)),
    };
    Ok(Put {
        level,
        standing: word(TABLE, standing)?,
        reading,
    })
}

impl Transaction {
    /// Keeps levels, of which no two are of one variant at one point.
    pub(super) async fn put_levels(&mut self, shop: &str, levels: &[&Level]) -> Result<()> {
        let rows = levels.iter().map(|level| put(level));
        let rows = rows.collect::<Result<Vec<_>>>()?;
        // One that was never read is earlier than any that was: a comparison with nothing is not true.
        self.insert_all(
            "INSERT INTO levels (shop, variant, point, standing, quantity, outgoing, began_at,
                 unread_at, absent_at) ",
            9,
            &rows,
            " ON CONFLICT (shop, variant, point) DO UPDATE SET standing = excluded.standing,
                 quantity = excluded.quantity, outgoing = excluded.outgoing,
                 began_at = excluded.began_at, unread_at = excluded.unread_at,
                 absent_at = excluded.absent_at
             WHERE levels.began_at IS NULL OR levels.began_at <= excluded.began_at",
            |values, row| {
                let level = &row.level.level;
                values
                    .push_bind(shop)
                    .push_bind(text(&row.level.variant))
                    .push_bind(row.level.point)
                    .push_bind(&row.standing)
                    .push_bind(row.reading.map(|reading| reading.quantity.to_string()))
                    .push_bind(row.reading.map(|reading| reading.outgoing.to_string()))
                    .push_bind(level.known.began().map(ms))
                    .push_bind(level.unread.map(ms))
                    .push_bind(level.absent.map(ms));
            },
        )
        .await
    }
}
