//! `--catalogue`: a merchant's own export.

use std::path::{Path, PathBuf};

use crate::support::{
    ponte::Ponte,
    process::{Process, ponte},
    sandbox::Sandbox,
    world::World,
};

/// A small export of our own: options, plain text, HTML, pictures, a draft, no codes but one.
fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/catalogue.csv")
}

/// The exports that lie beside the project, where they do.
fn shared() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/catalogues");
    let files = std::fs::read_dir(folder).into_iter().flatten();
    let paths = files.map(|file| file.expect("a file").path());
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "csv"))
        .collect();
    found.sort();
    found
}

#[test]
fn a_merchants_export_reaches_the_shop_as_it_is() {
    for csv in std::iter::once(small()).chain(shared()) {
        let sandbox = Sandbox::bare();
        sandbox.import(&std::fs::read(&csv).expect("a file"));
        let mut world = World::connected(sandbox, None);
        world.ponte.sync(&[]).done();
        let dump = world.assert_equal();
        assert!(!dump.shop.products.is_empty(), "{}", csv.display());
        world.sandbox.forget_calls();
        world.ponte.sync(&["--full"]).done();
        assert_eq!(world.sandbox.calls().to_the_shop(), 0, "{}", csv.display());
    }
}

/// The command line works on the demo's own data while the demo serves them.
#[test]
fn the_demo_takes_an_export_and_the_command_line_syncs_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = ponte(&["demo", "--json", "--listen", "127.0.0.1:0", "--catalogue"]);
    command.arg(small()).arg("--data-dir").arg(folder.path());
    let (_process, ready) = Process::ready(&mut command);
    let sandbox = Sandbox::of_a_demo(&ready);
    let before = sandbox.dump();
    assert!(
        before
            .till
            .products
            .iter()
            .any(|product| product.name == "Sciarpa Tramontana")
    );
    let other = Ponte::new(&sandbox, None);
    let data = folder.path().join("demo");
    let run = |arguments: &[&str]| {
        let mut command = other.command(arguments);
        command.env("PONTE_DATA_DIR", &data);
        crate::support::ponte::Ended::of(command)
    };
    run(&[
        "shop",
        "set",
        "--till-key",
        &sandbox.account.till_key,
        "--rate",
        "0",
    ])
    .with(0);
    run(&["sync", "products"]).done();
    crate::demo::take_stock_away(&sandbox, &other, &data);
    let pictures = crate::equal::pictures::Pictures::of(&sandbox);
    let mut world = World {
        sandbox,
        ponte: other,
        before,
        pictures,
    };
    world.assert_equal();
}
