//! machines/toys/two-phase-commit. Nothing ever leaves the network: PREPARED is in flight from those in `sent`, and the
//! decision follows from `coordinator`.

use stateright::{Model, Property};

/// Two bits for each manager: which of the four states it is in.
const WORKING: u32 = 0;
const PREPARED: u32 = 1;
const COMMITTED: u32 = 2;
const ABORTED: u32 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coordinator {
    Deciding,
    Committed,
    Aborted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    managers: u32,
    sent: u16,
    known: u16,
    coordinator: Coordinator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Prepare(u8),
    GiveUp(u8),
    TakeCommit(u8),
    TakeAbort(u8),
    Hear(u8),
    Commit,
    Abort,
}

pub struct TwoPhaseCommit {
    pub managers: u8,
}

impl State {
    fn manager(&self, i: u8) -> u32 {
        (self.managers >> (2 * i)) & 3
    }

    fn with(mut self, i: u8, value: u32) -> State {
        self.managers = (self.managers & !(3 << (2 * i))) | (value << (2 * i));
        self
    }
}

impl Model for TwoPhaseCommit {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State { managers: 0, sent: 0, known: 0, coordinator: Coordinator::Deciding }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        let is_deciding = state.coordinator == Coordinator::Deciding;
        for i in 0..self.managers {
            let manager = state.manager(i);
            if manager == WORKING {
                actions.push(Action::Prepare(i));
                actions.push(Action::GiveUp(i));
            }
            if manager == PREPARED && state.coordinator == Coordinator::Committed {
                actions.push(Action::TakeCommit(i));
            }
            if manager <= PREPARED && state.coordinator == Coordinator::Aborted {
                actions.push(Action::TakeAbort(i));
            }
            if is_deciding && state.sent & !state.known & (1 << i) != 0 {
                actions.push(Action::Hear(i));
            }
        }
        if is_deciding {
            actions.push(Action::Abort);
            if state.known.count_ones() == u32::from(self.managers) {
                actions.push(Action::Commit);
            }
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        Some(match action {
            Action::Prepare(i) => State { sent: state.sent | (1 << i), ..state.with(i, PREPARED) },
            Action::GiveUp(i) | Action::TakeAbort(i) => state.with(i, ABORTED),
            Action::TakeCommit(i) => state.with(i, COMMITTED),
            Action::Hear(i) => State { known: state.known | (1 << i), ..*state },
            Action::Commit => State { coordinator: Coordinator::Committed, ..*state },
            Action::Abort => State { coordinator: Coordinator::Aborted, ..*state },
        })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("consistency", |model: &TwoPhaseCommit, state: &State| {
            let is = |value| (0..model.managers).any(|i| state.manager(i) == value);
            !(is(COMMITTED) && is(ABORTED))
        })]
    }
}
