//! The device of the host: packets wait in two queues.
use crate::smoltcp::phy::{self, Device, DeviceCapabilities, Medium};
use crate::smoltcp::time::Instant;
use std::collections::VecDeque;

#[derive(Default)]
pub struct Wire {
    pub arriving: VecDeque<Vec<u8>>,
    pub leaving: VecDeque<Vec<u8>>,
}

impl Wire {
    pub fn is_quiet(&self) -> bool {
        self.arriving.is_empty() && self.leaving.is_empty()
    }
}

pub struct Arriving(Vec<u8>);
pub struct Leaving<'a>(&'a mut VecDeque<Vec<u8>>);

impl Device for Wire {
    type RxToken<'a> = Arriving;
    type TxToken<'a> = Leaving<'a>;

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.max_transmission_unit = 1500;
        capabilities.medium = Medium::Ip;
        capabilities
    }

    fn receive(&mut self, _: Instant) -> Option<(Arriving, Leaving<'_>)> {
        let packet = self.arriving.pop_front()?;
        Some((Arriving(packet), Leaving(&mut self.leaving)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Leaving<'_>> {
        Some(Leaving(&mut self.leaving))
    }
}

impl phy::RxToken for Arriving {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, read: F) -> R {
        read(&self.0)
    }
}

impl phy::TxToken for Leaving<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, write: F) -> R {
        let mut packet = vec![0; length];
        let result = write(&mut packet);
        self.0.push_back(packet);
        result
    }
}
