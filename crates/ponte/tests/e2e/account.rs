//! An account in the demo: its letter lies in a folder, and doctor tells how letters leave.

use std::{fs, path::Path};

use crate::{
    demo::{demo, text},
    support::{browser::Browser, orders::awaited, ponte::Ponte, sandbox::Sandbox},
};

const EMAIL: &str = "nina@nuova.example";
const PASSWORD: &str = "tre archi e un fiume";

/// The newest letter in the folder, once there is one.
fn letter(folder: &Path) -> Option<String> {
    let files = fs::read_dir(folder).ok()?;
    let mut letters: Vec<_> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .collect();
    letters.sort();
    fs::read_to_string(letters.last()?).ok()
}

#[test]
fn whoever_registers_in_the_demo_finds_the_letter_in_its_folder_and_gets_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_process, ready) = demo(folder.path(), &["--products", "3"]);
    let web = text(&ready, "web").trim_end_matches('/');
    let mut browser = Browser::new(web);
    browser.get("/registrati");
    let form = [("email", EMAIL), ("nome", "Nina"), ("password", PASSWORD)];
    let page = browser.post("/registrati", &form);
    assert_eq!(page.status, 200, "{}", page.body);
    let letters = Path::new(text(&ready, "letters"));
    let letter = awaited("the letter", || letter(letters));
    assert!(letter.contains(EMAIL), "{letter}");
    let (_, link) = letter.split_once(web).expect("a link to the demo");
    let link = link.split_whitespace().next().expect("a path");
    browser.get(link);
    let page = browser.post(link, &[("password", PASSWORD)]);
    assert_eq!(page.status, 303, "{}", page.body);
    let page = browser.get("/benvenuto");
    assert!(page.body.contains("Ciao Nina"), "{}", page.body);
    assert!(page.body.contains(EMAIL), "{}", page.body);
}

#[test]
fn doctor_tells_how_letters_leave_and_that_nothing_is_wrong_without_mail() {
    let sandbox = Sandbox::bare();
    let ponte = Ponte::new(&sandbox, None);
    let ended = ponte.run(&["doctor"]).with(0);
    assert!(ended.out.contains("no mail is set up"), "{}", ended.out);
    let config = ponte.folder().join("mail.toml");
    let letters = ponte.folder().join("letters");
    let mail = format!(
        "[mail]\nfrom = 'Ponte <ponte@ponte.example>'\nfolder = '{}'\n",
        letters.display()
    );
    fs::write(&config, mail).expect("written");
    let config = config.to_str().expect("a path");
    let ended = ponte.run(&["doctor", "--config", config]).with(0);
    assert!(ended.out.contains("letters go into"), "{}", ended.out);
    let server = "[mail]\nfrom = 'ponte@ponte.example'\nsmtp = 'smtp://127.0.0.1:1'\n";
    fs::write(config, server).expect("written");
    let ended = ponte.run(&["doctor", "--config", config]).with(4);
    assert!(ended.out.contains("check host"), "{}", ended.out);
}
