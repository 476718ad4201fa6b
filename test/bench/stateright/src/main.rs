//! Searches one of the toys with Stateright, with one thread, and prints one line of JSON.
//!
//! Usage: allways-bench-stateright two-phase-commit MANAGERS | anti-replay DATAGRAMS WINDOW

mod anti_replay;
mod two_phase_commit;

use anti_replay::AntiReplay;
use stateright::{Checker, Model};
use std::hash::Hash;
use std::time::Instant;
use two_phase_commit::TwoPhaseCommit;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| args.get(i).and_then(|text| text.parse().ok()).expect("a number");
    match args.first().map(String::as_str) {
        Some("two-phase-commit") => search(TwoPhaseCommit { managers: number(1) }),
        Some("anti-replay") => search(AntiReplay { datagrams: number(1), window: number(2) }),
        _ => panic!("two-phase-commit MANAGERS, or anti-replay DATAGRAMS WINDOW"),
    }
}

fn search<M>(model: M)
where
    M: Model + Send + Sync + 'static,
    M::State: Clone + Hash + PartialEq + Send + Sync + std::fmt::Debug,
    M::Action: Clone + PartialEq + Send + Sync + std::fmt::Debug,
{
    let began = Instant::now();
    let checker = model.checker().threads(1).spawn_bfs().join();
    let seconds = began.elapsed().as_secs_f64();
    // The initial state is generated, too.
    println!(
        "{{\"distinctStates\":{},\"transitions\":{},\"violated\":{},\"wallSeconds\":{},\"peakMemoryBytes\":{}}}",
        checker.unique_state_count(),
        checker.state_count() - 1,
        !checker.discoveries().is_empty(),
        seconds,
        peak_bytes(),
    );
}

/// The most that this process ever held, as far as Linux tells; else 0.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
