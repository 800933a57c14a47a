//! Worlds in which everything goes wrong, and nothing is lost. `ARDOISE_SEEDS=FIRST..LAST` looks at
//! others than usual; a failure says its seed.

use ardoise_sim::World;

fn seeds() -> std::ops::Range<u64> {
    let usual = 0..10_000;
    let Ok(wanted) = std::env::var("ARDOISE_SEEDS") else { return usual };
    let (first, last) = wanted.split_once("..").expect("ARDOISE_SEEDS=FIRST..LAST");
    first.parse().expect("a number")..last.parse().expect("a number")
}

#[test]
fn all_devices_and_relays_end_with_the_same_notebook() {
    let seeds = seeds();
    let (first, count) = (seeds.start, seeds.end - seeds.start);
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let look = |thread: u64| {
        let mine = (first..first + count).filter(move |seed| seed % threads == thread);
        let failed = mine.filter_map(|seed| Some((seed, World::run(seed).err()?)));
        failed.take(5).collect::<Vec<_>>()
    };
    let failures: Vec<(u64, String)> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|thread| scope.spawn(move || look(thread))).collect();
        all.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_seed_is_a_world() {
    for seed in 0..20 {
        assert_eq!(World::run(seed), World::run(seed), "seed {seed}");
    }
}

#[test]
fn snapshots_are_checked_by_other_devices() {
    let attests = |seed| World::run(seed).expect("nothing is lost").attests;
    assert!((0..200).map(attests).sum::<u64>() > 20);
}
