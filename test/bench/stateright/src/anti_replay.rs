//! machines/toys/anti-replay, with a window of `window` numbers. What is in flight is one bit for each datagram, and
//! another for those that were accepted: their mark.

use stateright::{Model, Property};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    sent: u8,
    /// Accepted so far; 0 for none.
    highest: u8,
    in_flight: u32,
    /// Among those in flight.
    accepted: u32,
    /// Whether number `highest - b` was accepted is bit `b`.
    seen: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Send,
    Lose(u8),
    Accept(u8),
}

pub struct AntiReplay {
    pub datagrams: u8,
    pub window: u8,
}

fn bit(i: u8) -> u32 {
    1 << (i - 1)
}

impl AntiReplay {
    fn accepts(&self, state: &State, i: u8) -> bool {
        i > state.highest
            || (state.highest - i < self.window && state.seen & (1 << (state.highest - i)) == 0)
    }
}

impl Model for AntiReplay {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State { sent: 0, highest: 0, in_flight: 0, accepted: 0, seen: 0 }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if state.sent < self.datagrams {
            actions.push(Action::Send);
        }
        for i in 1..=state.sent {
            if state.in_flight & bit(i) == 0 {
                continue;
            }
            actions.push(Action::Lose(i));
            if self.accepts(state, i) {
                actions.push(Action::Accept(i));
            }
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        Some(match action {
            Action::Send => {
                State { sent: state.sent + 1, in_flight: state.in_flight | bit(state.sent + 1), ..*state }
            }
            Action::Lose(i) => State {
                in_flight: state.in_flight & !bit(i),
                accepted: state.accepted & !bit(i),
                ..*state
            },
            Action::Accept(i) => {
                let (highest, seen) = if i > state.highest {
                    let moved = state.seen.checked_shl(u32::from(i - state.highest)).unwrap_or(0);
                    (i, (moved | 1) & ((1 << self.window) - 1))
                } else {
                    (state.highest, state.seen | (1 << (state.highest - i)))
                };
                State { highest, seen, accepted: state.accepted | bit(i), ..*state }
            }
        })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // Who is acceptable was not accepted before.
        vec![Property::always("nothing twice", |model: &AntiReplay, state: &State| {
            (1..=state.sent).all(|i| state.accepted & bit(i) == 0 || !model.accepts(state, i))
        })]
    }
}
