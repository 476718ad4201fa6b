package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand"
	"time"

	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/faketime"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/channel"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/waiter"
)

const (
	// The clock cannot be asked for its next timer: time passes by so much at most until something happens, and by less at
	// first, so that of timers that double no two expire at once.
	leastTick   = time.Microsecond
	tick        = 50 * time.Millisecond
	longestWait = 600 * time.Second
	// So often must there be nothing to do before all is quiet.
	quiet = 3
)

// host is one host with one connection at a time.
type host struct {
	clock      *faketime.ManualClock
	stack      *stack.Stack
	link       *channel.Endpoint
	now        time.Duration
	listener   tcpip.Endpoint
	connection tcpip.Endpoint
	was        string
	// Whether the user has been told how the connection went.
	toldFin, toldEnd bool
	// What has happened since the last answer.
	lines []string
}

func newHost(last byte) (*host, error) {
	clock := faketime.NewManualClock()
	seed := rand.NewSource(int64(last))
	h := &host{clock: clock, link: channel.New(256, 1500, "")}
	h.stack = stack.New(stack.Options{
		NetworkProtocols:   []stack.NetworkProtocolFactory{ipv4.NewProtocol},
		TransportProtocols: []stack.TransportProtocolFactory{tcp.NewProtocol},
		Clock:              clock,
		RandSource:         seed,
		SecureRNG:          rand.New(seed),
	})
	if err := h.stack.CreateNIC(1, h.link); err != nil {
		return h, failure(err)
	}
	own := tcpip.ProtocolAddress{
		Protocol:          ipv4.ProtocolNumber,
		AddressWithPrefix: tcpip.AddrFrom4([4]byte{10, 9, 0, last}).WithPrefix(),
	}
	if err := h.stack.AddProtocolAddress(1, own, stack.AddressProperties{}); err != nil {
		return h, failure(err)
	}
	h.stack.SetRouteTable([]tcpip.Route{{Destination: header.IPv4EmptySubnet, NIC: 1}})
	noSack := tcpip.TCPSACKEnabled(false)
	h.stack.SetTransportProtocolOption(tcp.ProtocolNumber, &noSack)
	// Every segment that deserves an answer gets one.
	if err := h.stack.SetOption(stack.TCPInvalidRateLimitOption(0)); err != nil {
		return h, failure(err)
	}
	h.was = h.state()
	return h, nil
}

func (h *host) end() {
	h.abort()
	h.unlisten()
	h.stack.Destroy()
}

func (h *host) say(format string, what ...any) {
	h.lines = append(h.lines, fmt.Sprintf(format, what...))
}

func failure(err tcpip.Error) error {
	if err == nil {
		return nil
	}
	return errors.New(err.String())
}

// state is that of the connection, also of one that the user has not accepted yet.
func (h *host) state() string {
	state := tcp.StateClose
	for _, endpoint := range h.stack.RegisteredEndpoints() {
		if each, ok := endpoint.(*tcp.Endpoint); ok && rank(each.EndpointState()) > rank(state) {
			state = each.EndpointState()
		}
	}
	return name(state)
}

// rank is higher the more a state says of the host: a listener is there besides its connection.
func rank(state tcp.EndpointState) int {
	switch state {
	case tcp.StateInitial, tcp.StateBound, tcp.StateConnecting, tcp.StateClose, tcp.StateError:
		return 0
	case tcp.StateListen:
		return 1
	}
	return 2
}

func name(state tcp.EndpointState) string {
	switch state {
	case tcp.StateListen:
		return "LISTEN"
	case tcp.StateSynSent:
		return "SYN-SENT"
	case tcp.StateSynRecv:
		return "SYN-RECEIVED"
	case tcp.StateEstablished:
		return "ESTABLISHED"
	case tcp.StateFinWait1:
		return "FIN-WAIT-1"
	case tcp.StateFinWait2:
		return "FIN-WAIT-2"
	case tcp.StateCloseWait:
		return "CLOSE-WAIT"
	case tcp.StateClosing:
		return "CLOSING"
	case tcp.StateLastAck:
		return "LAST-ACK"
	case tcp.StateTimeWait:
		return "TIME-WAIT"
	}
	return "CLOSED"
}

func (h *host) bound(port uint16, queue *waiter.Queue) (tcpip.Endpoint, error) {
	endpoint, err := h.stack.NewEndpoint(tcp.ProtocolNumber, ipv4.ProtocolNumber, queue)
	if err != nil {
		return nil, failure(err)
	}
	endpoint.SocketOptions().SetReuseAddress(true)
	return endpoint, failure(endpoint.Bind(tcpip.FullAddress{Port: port}))
}

func (h *host) listen(port uint16) error {
	endpoint, err := h.bound(port, &waiter.Queue{})
	if err != nil {
		return err
	}
	h.listener = endpoint
	return failure(endpoint.Listen(10))
}

func (h *host) unlisten() {
	if h.listener != nil {
		h.listener.Close()
	}
	h.listener = nil
}

func (h *host) open(port uint16, address [4]byte, remotePort uint16) error {
	endpoint, err := h.bound(port, &waiter.Queue{})
	if err != nil {
		return err
	}
	h.attend(endpoint)
	err = failure(endpoint.Connect(tcpip.FullAddress{NIC: 1, Addr: tcpip.AddrFrom4(address), Port: remotePort}))
	if h.state() == "SYN-SENT" {
		return nil
	}
	return err
}

func (h *host) attend(endpoint tcpip.Endpoint) {
	endpoint.SocketOptions().SetDelayOption(false)
	endpoint.SocketOptions().SetQuickAck(true)
	h.connection, h.toldFin, h.toldEnd = endpoint, false, false
}

var errNoConnection = errors.New("there is no connection")

func (h *host) send(count int) error {
	if h.connection == nil {
		return errNoConnection
	}
	_, err := h.connection.Write(bytes.NewReader(make([]byte, count)), tcpip.WriteOptions{})
	return failure(err)
}

// In SYN-SENT there is nothing to shut down: the whole connection is closed.
func (h *host) close() error {
	if h.connection == nil {
		return errNoConnection
	}
	if h.state() == "SYN-SENT" {
		h.toldEnd = true
		h.connection.Close()
		return nil
	}
	return failure(h.connection.Shutdown(tcpip.ShutdownWrite))
}

func (h *host) abort() error {
	if h.connection == nil {
		return errNoConnection
	}
	h.toldEnd = true
	h.connection.Abort()
	return nil
}

func (h *host) arrive(packet []byte) {
	buffered := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(packet)})
	h.link.InjectInbound(ipv4.ProtocolNumber, buffered)
	buffered.DecRef()
}

// advance lets time pass; what falls due happens at its time.
func (h *host) advance(by time.Duration) {
	h.clock.Advance(by)
	h.now += by
}

// next lets time pass until something is sent, or the state changes.
func (h *host) next() {
	h.settle()
	said, before, began := len(h.lines), h.state(), h.now
	for h.now < began+longestWait {
		h.advance(min(max(h.now-began, leastTick), tick))
		h.settle()
		if len(h.lines) > said || h.state() != before {
			return
		}
	}
	h.say("event no-timer")
}

// settle lets the stack do all that it can do now, and the user read all that there is to read.
func (h *host) settle() {
	for idle := 0; idle < quiet; idle++ {
		// The processors empty their queues before they say that they have paused.
		h.stack.Pause()
		h.stack.Resume()
		h.clock.RunImmediatelyScheduledJobs()
		if h.collect() || h.accept() || h.read() {
			idle = -1
		}
	}
}

func (h *host) collect() bool {
	found := false
	for packet := h.link.Read(); packet != nil; packet = h.link.Read() {
		view := packet.ToView()
		h.say("sent %s", hex.EncodeToString(view.AsSlice()))
		view.Release()
		packet.DecRef()
		found = true
	}
	return found
}

func (h *host) accept() bool {
	if h.listener == nil {
		return false
	}
	endpoint, _, err := h.listener.Accept(nil)
	if err != nil {
		return false
	}
	h.attend(endpoint)
	h.say("event accepted")
	return true
}

func (h *host) read() bool {
	if h.connection == nil || h.toldEnd {
		return false
	}
	var text bytes.Buffer
	result, err := h.connection.Read(&text, tcpip.ReadOptions{})
	switch err.(type) {
	case nil:
		if result.Count > 0 {
			h.say("event data %d", result.Count)
		}
		return result.Count > 0
	case *tcpip.ErrClosedForReceive:
		if h.toldFin {
			return h.hearError()
		}
		h.toldFin = true
		h.say("event fin")
		return true
	case *tcpip.ErrConnectionReset, *tcpip.ErrConnectionRefused:
		h.toldEnd = true
		h.say("event reset")
		return true
	}
	return false
}

// hearError is for a user who has read all that there is: SO_ERROR tells how the connection ended, if by a RST.
func (h *host) hearError() bool {
	if h.connection.LastError() == nil {
		return false
	}
	h.toldEnd = true
	h.say("event reset")
	return true
}
