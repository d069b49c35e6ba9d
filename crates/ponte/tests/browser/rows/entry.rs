//! How a merchant gets in: with a login that there is, or from the shop's admin with nothing at all.

use super::walk::{EMAIL, PASSWORD, Walk};

/// What the merchant is called.
const NAME: &str = "Marta";

pub fn row_1_the_app_is_installed_from_the_shops_admin(walk: &mut Walk) {
    walk.merchant.arrives();
    let admin = &walk.merchant.browser;
    admin.find("//*[contains(., 'Catalogo ›')]/../h1[.='Connettore Cassa in Cloud']");
    admin.click("//button[.='Installa']");
    walk.comes_to_be_connected();
}

pub fn row_2_logs_in(walk: &mut Walk) {
    walk.merchant.arrives();
    logs_in(walk);
    walk.merchant.sees("Prima sincronizzazione ancora da fare");
}

pub fn row_2_registers_and_comes_in_by_the_code_sent_to_the_shop(walk: &mut Walk) {
    walk.merchant.arrives();
    walk.merchant.follows("Registrati");
    walk.merchant.fills("E-mail", EMAIL);
    walk.merchant.fills("Nome", NAME);
    walk.merchant.fills("Password", PASSWORD);
    walk.merchant.presses("Registrati");
    walk.merchant.sees("Guarda la tua posta");
    confirms_the_address(walk);
    walk.merchant.arrives();
    logs_in(walk);
    walk.merchant.sees("Conferma che il negozio è tuo");
    walk.merchant.presses("Manda il codice");
    walk.merchant.sees("Il codice è partito per");
    let code = walk.finds_in_a_letter("the code", |letter| letter.lines().find_map(six_digits));
    walk.merchant.fills("Codice di sei cifre", &code);
    walk.merchant.presses("Entra");
    walk.merchant.sees("Prima sincronizzazione ancora da fare");
}

fn logs_in(walk: &Walk) {
    walk.merchant.logs_in(EMAIL, "un’altra");
    walk.merchant.sees("E-mail e password non vanno d’accordo");
    walk.merchant.logs_in(EMAIL, PASSWORD);
}

/// A letter's link opens in a window of its own, which knows nothing of the frame.
fn confirms_the_address(walk: &Walk) {
    let link = walk.finds_in_a_letter("the link", |letter| {
        let mut words = letter.split_whitespace();
        words.find(|word| word.contains("/conferma/"))
    });
    let window = &walk.merchant.browser;
    window.leave_frames();
    window.go(&link);
    window.fill("//input[@type='password']", PASSWORD);
    window.click("//button[.='Conferma ed entra']");
    window.find(&format!("//h1[.='Ciao {NAME}']"));
}

/// The code, where a line has nothing else.
fn six_digits(line: &str) -> Option<&str> {
    let line = line.trim();
    let digits = line.len() == 6 && line.bytes().all(|it| it.is_ascii_digit());
    digits.then_some(line)
}
