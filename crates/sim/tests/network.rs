//! What leaves a process arrives, whatever becomes of the process.

use std::{sync::Arc, time::Duration};

use http::Method;
use ponte_sandbox::{Service, journal::Filter};
use ponte_sim::{
    Scale, Till,
    clock::SimClock,
    dice::Dice,
    stage::{Command, Doors, Stage},
    steps::Steps,
    temper::Temper,
    town::Town,
    turns::Turns,
    watch::Watch,
    wire::{Network, Wire},
};
use ponte_transport::{Clock, Request, Transport};

/// Status of the till's answer to a process that dies so many seconds after its request left.
async fn answer_to_one_who_dies_after(seconds: u64) -> Vec<Option<u16>> {
    let temper = Temper {
        // Ten to twenty seconds.
        latency: 10_000,
        ..Temper::of(1, Scale::SMALL, Till::Drawn)
    };
    let clock = SimClock::new(temper.hour(0, 9));
    let town = Town::new(temper, clock.clone());
    let doors = Arc::new(Doors::default());
    let mut stage = Stage::new(clock.clone(), Arc::new(Turns::default()), doors.clone());
    let dice = Dice::of(1, "network");
    let (network, carrying) = Network::new(&town, dice);
    let steps = Steps::new(2, doors.clone());
    let wire = Wire::new(network, steps, Arc::new(Watch::default()));
    let url = town.hosts().till.join("salespoint").expect("a path");
    let calling = async move {
        let answer = wire.send(Request::new(Method::GET, url)).await;
        assert!(answer.is_ok(), "it answers whoever lives");
    };
    doors.push(Command::Begin(1, carrying));
    doors.push(Command::Begin(2, Box::pin(calling)));
    let dying = async {
        clock.sleep(Duration::from_secs(seconds)).await;
        doors.push(Command::End(2));
        clock.sleep(Duration::from_secs(300)).await;
    };
    stage.play(dying).await;
    let state = town.world.lock();
    let till = Filter {
        service: Some(Service::Till),
        ..Filter::default()
    };
    state.journal.rows(&till).map(|call| call.status).collect()
}

#[tokio::test]
async fn a_request_that_has_left_has_its_effect_though_its_process_died() {
    let living = answer_to_one_who_dies_after(200).await;
    assert_eq!(living.len(), 1);
    assert!(living[0].is_some());
    assert_eq!(answer_to_one_who_dies_after(1).await, living);
}
