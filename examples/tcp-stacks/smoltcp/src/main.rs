//! smoltcp behind the line protocol of ../../PROTOCOL.md. Which version it is, a feature says.
#[cfg(feature = "smoltcp-0-12")]
use smoltcp_0_12 as smoltcp;
#[cfg(feature = "smoltcp-0-14")]
use smoltcp_0_14 as smoltcp;

mod host;
mod wire;

use host::Host;
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut host = Host::new(1, 1);
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [number, command @ ..] = &words[..] else { continue };
        let result = perform(&mut host, command);
        host.settle();
        for said in host.lines.drain(..) {
            writeln!(output, "{said}")?;
        }
        if let Err(error) = result {
            writeln!(output, "error {error}")?;
        }
        writeln!(output, "done {number} {} {}", host.state(), host.now())?;
        output.flush()?;
    }
    Ok(())
}

fn perform(host: &mut Host, command: &[&str]) -> Result<(), String> {
    match command {
        ["reset", settings @ ..] => *host = Host::new(setting(settings, "ip", 1)?, setting(settings, "seed", 1)?),
        ["listen", port] => host.listen(parsed(port)?),
        ["unlisten"] => host.unlisten(),
        ["open", port, address, remote_port] => return host.open(parsed(port)?, parsed(address)?, parsed(remote_port)?),
        ["send", count] => return host.send(parsed(count)?),
        ["close"] => host.close(),
        ["abort"] => host.abort(),
        ["in", hex] => host.arrive(bytes(hex)?),
        ["advance", milliseconds] => host.advance(parsed(milliseconds)?),
        ["next"] => host.next(),
        _ => return Err("no such command".to_string()),
    }
    Ok(())
}

fn setting<T: std::str::FromStr>(settings: &[&str], name: &str, otherwise: T) -> Result<T, String> {
    let given = settings.iter().find_map(|setting| setting.strip_prefix(name)?.strip_prefix('='));
    given.map_or(Ok(otherwise), parsed)
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("not understood: {text}"))
}

fn bytes(hex: &str) -> Result<Vec<u8>, String> {
    let byte = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let all: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
    all.ok_or_else(|| "not hexadecimal".to_string())
}
