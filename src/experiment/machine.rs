//! The machine on which a speed is measured, as far as it tells.

use std::fs;
use std::hint::black_box;
use std::thread::available_parallelism;
use std::time::Instant;

/// What a speed depends on besides the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Operating system.
    pub system: &'static str,
    /// Architecture of the processor.
    pub architecture: &'static str,
    /// Name of the processor, where the system tells it in `/proc/cpuinfo`.
    pub processor: Option<String>,
    /// Cores that this process may use.
    pub cores: usize,
}

impl Machine {
    /// This machine.
    pub fn this() -> Self {
        Self {
            system: std::env::consts::OS,
            architecture: std::env::consts::ARCH,
            processor: field("/proc/cpuinfo", "model name"),
            cores: available_parallelism().map_or(1, usize::from),
        }
    }
}

/// The most memory that this process has had so far, in bytes; where the system tells it (Linux).
pub fn peak_memory() -> Option<u64> {
    let text = field("/proc/self/status", "VmHWM")?;
    let kib: u64 = text.strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// The value after a name and a colon in a file of the system.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })?;
    (!value.is_empty()).then_some(value)
}

/// Bytes of the buffer that is copied: many times what a cache holds.
const BUFFER: usize = 256 << 20;
/// Times it is copied; the fastest counts.
const COPIES: usize = 5;

/// Bytes that one core reads and writes in a second when it copies a large buffer, both counted.
pub fn copy_bandwidth() -> f64 {
    let from = vec![1u8; BUFFER];
    let mut to = vec![0u8; BUFFER];
    let mut fastest = f64::INFINITY;
    for _ in 0..COPIES {
        let began = Instant::now();
        to.copy_from_slice(black_box(&from));
        black_box(&mut to);
        fastest = fastest.min(began.elapsed().as_secs_f64());
    }
    2.0 * BUFFER as f64 / fastest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_is_found() {
        if cfg!(target_os = "linux") {
            let peak = peak_memory().expect("Linux tells it");
            assert!((1 << 20..1 << 45).contains(&peak), "{peak}");
            assert!(field("/proc/self/status", "Name").is_some());
        }
        assert_eq!(field("/proc/self/status", "no such name"), None);
        assert_eq!(field("/no/such/file", "Name"), None);
    }
}
