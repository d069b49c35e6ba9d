//! The words that names and descriptions are made of.

/// A line of goods: a noun, its code, its category, the range of its price in cents.
#[derive(Debug)]
pub(super) struct Line {
    /// How it is called.
    pub noun: &'static str,
    /// Three letters for its codes.
    pub code: &'static str,
    /// Where it stands in the shop.
    pub category: &'static str,
    /// Lowest and highest price in cents.
    pub cents: (u64, u64),
    /// Weight of one piece in grams.
    pub grams: (u64, u64),
}

const fn line(
    noun: &'static str,
    code: &'static str,
    category: &'static str,
    cents: (u64, u64),
    grams: (u64, u64),
) -> Line {
    Line {
        noun,
        code,
        category,
        cents,
        grams,
    }
}

pub(super) const SHOES: [&Line; 9] = [
    &line("Mocassino", "MOC", "Mocassini", (7_900, 16_900), (600, 900)),
    &line(
        "Stivaletto",
        "STI",
        "Stivali e stivaletti",
        (9_900, 24_900),
        (900, 1_600),
    ),
    &line("Sneaker", "SNE", "Sneaker", (5_900, 14_900), (500, 900)),
    &line("Sandalo", "SAN", "Sandali", (3_900, 11_900), (350, 700)),
    &line("Ballerina", "BAL", "Ballerine", (4_900, 10_900), (300, 500)),
    &line(
        "Francesina",
        "FRA",
        "Classiche",
        (8_900, 19_900),
        (600, 950),
    ),
    &line("Pantofola", "PAN", "Pantofole", (1_900, 4_900), (250, 450)),
    &line("Borsa", "BOR", "Borse", (4_900, 18_900), (400, 1_200)),
    &line(
        "Cintura",
        "CIN",
        "Accessori in pelle",
        (1_900, 6_900),
        (150, 350),
    ),
];

pub(super) const FOOD: [&Line; 8] = [
    &line(
        "Olio extravergine",
        "OLI",
        "Oli e aceti",
        (690, 2_490),
        (500, 1_000),
    ),
    &line(
        "Pasta di Gragnano",
        "PAS",
        "Pasta e riso",
        (190, 590),
        (500, 1_000),
    ),
    &line("Pecorino", "PEC", "Formaggi", (1_290, 3_490), (200, 1_000)),
    &line("Salame", "SAL", "Salumi", (1_490, 3_990), (200, 800)),
    &line("Miele", "MIE", "Dolci e miele", (550, 1_490), (250, 1_000)),
    &line(
        "Caffè in grani",
        "CAF",
        "Caffè e tè",
        (490, 2_190),
        (250, 1_000),
    ),
    &line("Biscotti", "BIS", "Dolci e miele", (290, 990), (200, 700)),
    &line("Vino rosso", "VIN", "Cantina", (690, 3_900), (1_300, 1_400)),
];

pub(super) const HOME: [&Line; 9] = [
    &line("Tovaglia", "TOV", "Tavola", (2_490, 8_990), (400, 900)),
    &line("Lampada", "LAM", "Luci", (2_990, 18_990), (900, 4_000)),
    &line("Cuscino", "CUS", "Tessili", (1_290, 4_990), (300, 900)),
    &line("Vaso", "VAS", "Ceramiche", (990, 6_990), (500, 3_000)),
    &line("Tazza", "TAZ", "Ceramiche", (690, 1_990), (250, 450)),
    &line("Plaid", "PLA", "Tessili", (2_990, 9_990), (700, 1_500)),
    &line(
        "Cornice",
        "COR",
        "Quadri e cornici",
        (890, 4_990),
        (200, 1_200),
    ),
    &line(
        "Candela",
        "CAN",
        "Profumi per la casa",
        (590, 2_990),
        (150, 600),
    ),
    &line("Casseruola", "CAS", "Cucina", (2_490, 12_990), (900, 3_500)),
];

pub(super) const MODELS: [&str; 36] = [
    "Ninfea",
    "Bora",
    "Libeccio",
    "Alisea",
    "Maestrale",
    "Ginestra",
    "Ortica",
    "Mirto",
    "Corallo",
    "Ardesia",
    "Tramonto",
    "Brezza",
    "Edera",
    "Salina",
    "Zagara",
    "Ponente",
    "Lavanda",
    "Ambra",
    "Rugiada",
    "Selva",
    "Cresta",
    "Scirocco",
    "Malva",
    "Olivo",
    "Perla",
    "Fontana",
    "Lanterna",
    "Torre",
    "Vela",
    "Sabbia",
    "Bruma",
    "Falesia",
    "Radura",
    "Quercia",
    "Felce",
    "Onda",
];

pub(super) const OF: [&str; 14] = [
    "",
    "",
    "",
    "",
    " di Città",
    " Artigianale",
    " Più",
    " d’Autunno",
    " della Nonna",
    " del Borgo",
    " Libertà",
    " Novità",
    " Éclat",
    " 2.0",
];

/// Name and code.
pub(super) const COLOURS: [(&str, &str); 10] = [
    ("Nero", "NER"),
    ("Cuoio", "CUO"),
    ("Testa di moro", "TDM"),
    ("Blu", "BLU"),
    ("Bianco", "BIA"),
    ("Rosso", "ROS"),
    ("Verde salvia", "SAL"),
    ("Grigio perla", "GRI"),
    ("Panna", "PAN"),
    ("Terracotta", "TER"),
];

pub(super) const FORMATS: [(&str, &str); 4] = [
    ("250 g", "250"),
    ("500 g", "500"),
    ("1 kg", "1KG"),
    ("Confezione da 6", "X6"),
];

pub(super) const MEASURES: [(&str, &str); 4] = [
    ("Piccolo", "S"),
    ("Medio", "M"),
    ("Grande", "L"),
    ("Extra", "XL"),
];

pub(super) const SENTENCES: [&str; 10] = [
    "Fatto a mano in Italia, con materiali scelti uno per uno.",
    "La qualità che dura: più lo usi, più diventa tuo.",
    "Un’idea regalo che piace sempre, già pronta da portare via.",
    "Perché le cose semplici, fatte bene, non passano di moda.",
    "Disponibile anche nei nostri negozi: passa a provarlo.",
    "Nasce nella bottega di famiglia, dove il mestiere si tramanda dal 1962.",
    "È leggero, comodo e si pulisce in un attimo.",
    "Colori naturali & finiture opache, senza solventi.",
    "Consegnato in una scatola di cartone riciclato al 100 %.",
    "Così com’è sempre stato: né di più, né di meno.",
];

pub(super) const TAGS: [&str; 8] = [
    "novità",
    "saldi",
    "fatto-a-mano",
    "regalo",
    "autunno",
    "estate",
    "bio",
    "ultimi-pezzi",
];
