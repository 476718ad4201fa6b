//! One host with one socket, in virtual time.
use crate::smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use crate::smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use crate::smoltcp::time::{Duration, Instant};
use crate::smoltcp::wire::{HardwareAddress, IpAddress, IpCidr, Ipv4Address};
use crate::wire::Wire;

/// The clock does not begin at 0: smoltcp may send its first challenge ACK one second after that.
const START: Instant = Instant::from_millis_const(10_000);
const LONGEST_WAIT: Duration = Duration::from_secs(600);
const RECEIVE_BUFFER: usize = 2144;
const SEND_BUFFER: usize = 4096;

pub struct Host {
    wire: Wire,
    interface: Interface,
    sockets: SocketSet<'static>,
    handle: SocketHandle,
    now: Instant,
    listens_at: Option<u16>,
    was: State,
    /// Whether the user has been told that the peer has closed.
    told_fin: bool,
    /// What has happened since the last answer.
    pub lines: Vec<String>,
}

impl Host {
    pub fn new(last_byte: u8, seed: u64) -> Host {
        let mut wire = Wire::default();
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut wire, START);
        interface.update_ip_addrs(|addresses| {
            let own = IpCidr::new(IpAddress::v4(10, 9, 0, last_byte), 24);
            addresses.push(own).expect("room for one address");
        });
        let mut socket = Socket::new(SocketBuffer::new(vec![0; RECEIVE_BUFFER]), SocketBuffer::new(vec![0; SEND_BUFFER]));
        socket.set_nagle_enabled(false);
        socket.set_ack_delay(None);
        let mut sockets = SocketSet::new(vec![]);
        let handle = sockets.add(socket);
        let (was, lines) = (State::Closed, vec![]);
        Host { wire, interface, sockets, handle, now: START, listens_at: None, was, told_fin: false, lines }
    }

    pub fn now(&self) -> u64 {
        (self.now - START).total_millis()
    }

    pub fn state(&mut self) -> &'static str {
        match self.socket().state() {
            State::Closed => "CLOSED",
            State::Listen => "LISTEN",
            State::SynSent => "SYN-SENT",
            State::SynReceived => "SYN-RECEIVED",
            State::Established => "ESTABLISHED",
            State::FinWait1 => "FIN-WAIT-1",
            State::FinWait2 => "FIN-WAIT-2",
            State::CloseWait => "CLOSE-WAIT",
            State::Closing => "CLOSING",
            State::LastAck => "LAST-ACK",
            State::TimeWait => "TIME-WAIT",
        }
    }

    fn socket(&mut self) -> &mut Socket<'static> {
        self.sockets.get_mut(self.handle)
    }

    pub fn listen(&mut self, port: u16) {
        self.listens_at = Some(port);
    }

    pub fn unlisten(&mut self) {
        self.listens_at = None;
        if self.socket().state() == State::Listen {
            self.socket().close();
        }
    }

    pub fn open(&mut self, port: u16, address: Ipv4Address, remote_port: u16) -> Result<(), String> {
        let socket = self.sockets.get_mut::<Socket>(self.handle);
        let remote = (IpAddress::Ipv4(address), remote_port);
        socket.connect(self.interface.context(), remote, port).map_err(|error| format!("{error:?}"))
    }

    pub fn send(&mut self, count: usize) -> Result<(), String> {
        match self.socket().send_slice(&vec![b'x'; count]) {
            Ok(taken) if taken == count => Ok(()),
            Ok(taken) => Err(format!("took only {taken} octets")),
            Err(error) => Err(format!("{error:?}")),
        }
    }

    pub fn close(&mut self) {
        self.socket().close();
    }

    pub fn abort(&mut self) {
        self.socket().abort();
    }

    pub fn arrive(&mut self, packet: Vec<u8>) {
        self.wire.arriving.push_back(packet);
    }

    /// Time passes; what falls due happens at its time.
    pub fn advance(&mut self, milliseconds: u64) {
        let end = self.now + Duration::from_millis(milliseconds);
        while let Some(due) = self.due().filter(|due| *due <= end) {
            self.now = due;
            self.settle();
        }
        self.now = end;
    }

    /// Time passes until something is sent, or the state changes.
    pub fn next(&mut self) {
        let (before, said, end) = (self.socket().state(), self.lines.len(), self.now + LONGEST_WAIT);
        while self.lines.len() == said && self.socket().state() == before {
            match self.due().filter(|due| *due <= end) {
                Some(due) => self.now = due,
                None => return self.lines.push("event no-timer".to_string()),
            }
            self.settle();
        }
    }

    /// When the next timer falls due; one that is late falls due a millisecond from now, so that time goes on.
    fn due(&mut self) -> Option<Instant> {
        let delay = self.interface.poll_delay(self.now, &self.sockets)?;
        Some(self.now + delay.max(Duration::from_millis(1)))
    }

    /// Lets the stack do all that it can do now, and the user read all that there is to read.
    pub fn settle(&mut self) {
        loop {
            self.interface.poll(self.now, &mut self.wire, &mut self.sockets);
            self.attend_user();
            let is_quiet = self.wire.is_quiet();
            while let Some(packet) = self.wire.leaving.pop_front() {
                let hex: String = packet.iter().map(|byte| format!("{byte:02x}")).collect();
                self.lines.push(format!("sent {hex}"));
            }
            if is_quiet && !self.listens_again() {
                return;
            }
        }
    }

    fn attend_user(&mut self) {
        let socket = self.sockets.get_mut::<Socket>(self.handle);
        let state = socket.state();
        if self.was != State::Established && state == State::Established {
            self.lines.push("event connected".to_string());
        }
        while socket.can_recv() {
            let count = socket.recv(|text| (text.len(), text.len())).unwrap_or(0);
            self.lines.push(format!("event data {count}"));
        }
        let has_fin = matches!(state, State::CloseWait | State::LastAck | State::Closing | State::TimeWait);
        if has_fin && !self.told_fin {
            self.lines.push("event fin".to_string());
        }
        self.told_fin = has_fin;
        self.was = state;
    }

    /// A socket is for one connection: the user listens anew when it has ended.
    fn listens_again(&mut self) -> bool {
        let Some(port) = self.listens_at else { return false };
        let socket = self.sockets.get_mut::<Socket>(self.handle);
        socket.state() == State::Closed && socket.local_endpoint().is_none() && socket.listen(port).is_ok()
    }
}
