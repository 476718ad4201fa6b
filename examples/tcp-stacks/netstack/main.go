// gVisor's netstack behind the line protocol of ../PROTOCOL.md, in virtual time.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"time"
)

// perform does what one command asks for.
func perform(h *host, line string) (*host, error) {
	var port, remotePort uint16
	var count, last int
	var address [4]byte
	switch name, rest, _ := strings.Cut(line, " "); name {
	case "reset":
		last = 1
		fmt.Sscanf(rest, "ip=%d", &last)
		h.end()
		return newHost(byte(last))
	case "listen":
		fmt.Sscan(rest, &port)
		return h, h.listen(port)
	case "unlisten":
		h.unlisten()
		return h, nil
	case "open":
		_, err := fmt.Sscanf(rest, "%d %d.%d.%d.%d %d", &port, &address[0], &address[1], &address[2], &address[3], &remotePort)
		if err != nil {
			return h, err
		}
		return h, h.open(port, address, remotePort)
	case "send":
		fmt.Sscan(rest, &count)
		return h, h.send(count)
	case "close":
		return h, h.close()
	case "abort":
		return h, h.abort()
	case "in":
		packet, err := hex.DecodeString(rest)
		if err == nil {
			h.arrive(packet)
		}
		return h, err
	case "advance":
		fmt.Sscan(rest, &count)
		h.advance(time.Duration(count) * time.Millisecond)
		return h, nil
	case "next":
		h.next()
		return h, nil
	}
	return h, fmt.Errorf("what is %q?", line)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	h, err := newHost(1)
	for in.Scan() {
		number, command, _ := strings.Cut(in.Text(), " ")
		if h, err = perform(h, command); err != nil {
			h.say("error %v", err)
		}
		h.settle()
		for _, line := range h.lines {
			fmt.Fprintln(out, line)
		}
		h.lines = nil
		fmt.Fprintf(out, "done %s %s %d\n", number, h.state(), h.now.Milliseconds())
		out.Flush()
	}
}
