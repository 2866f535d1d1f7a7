//! The service that is measured: the release binary, as a library would run it.

use std::env::temp_dir;
use std::fs::{self, File};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::Outcome;
use crate::database::Database;

/// The password of everybody who works in the library that is measured.
pub const PASSWORD: &str = "carrel-bench";
/// How often we look whether it answers, 50 ms apart.
const PATIENCE: usize = 200;

/// A folder for logs, which goes when the bench ends.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Makes the folder.
    pub fn new() -> Outcome<Self> {
        let path = temp_dir().join(format!("carrel-bench-{}", id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left in the system's temporary folder goes with the next start of the machine.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The running service; it ends with this.
pub struct Service {
    /// Where it listens.
    pub address: SocketAddr,
    process: Child,
}

/// Resident memory in kilobytes.
pub struct Memory {
    /// At this moment.
    pub now: u64,
    /// The most it ever was.
    pub peak: u64,
}

impl Service {
    /// Starts it with its log, which is as talkative as in a library, in a file.
    pub async fn start(binary: &str, database: &Database, scratch: &Path) -> Outcome<Self> {
        let (address, admin) = (free_address()?, free_address()?);
        let process = Command::new(binary)
            .arg("serve")
            .env("DATABASE_URL", &database.url)
            .env("CARREL_BIND", address.to_string())
            .env("CARREL_ADMIN_BIND", admin.to_string())
            .env("CARREL_SECRET", "only for the length of a measurement")
            .env("CARREL_SIGN_INS_PER_MINUTE", "100000")
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(scratch.join("service.log"))?)
            .spawn()
            .map_err(|error| format!("{binary} cannot be run: {error}"))?;
        let mut service = Self { address, process };
        for _ in 0..PATIENCE {
            if TcpStream::connect(address).await.is_ok() {
                return Ok(service);
            }
            if service.process.try_wait()?.is_some() {
                break;
            }
            sleep(Duration::from_millis(50)).await;
        }
        let log = fs::read_to_string(scratch.join("service.log"))?;
        Err(format!("the service does not start: {log}").into())
    }

    /// Its memory; none where the system does not tell.
    pub fn memory(&self) -> Option<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Some(Memory {
            now: kilobytes("VmRSS:")?,
            peak: kilobytes("VmHWM:")?,
        })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Makes the first staff member of an empty library, by the service's own command.
pub fn add_staff(binary: &str, database: &Database, username: &str) -> Outcome<()> {
    let mut adding = Command::new(binary)
        .args([
            "staff",
            "add",
            "--role",
            "assistant",
            "--all-branches",
            "--password-stdin",
        ])
        .args(["--username", username, "--name", "Bench 1"])
        .env("DATABASE_URL", &database.url)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = adding.stdin.take() {
        writeln!(stdin, "{PASSWORD}")?;
    }
    if adding.wait()?.success() {
        Ok(())
    } else {
        Err("the first staff member could not be added".into())
    }
}

/// Runs a command of the service on a database. What it tells of its progress is shown.
pub fn run_command(binary: &str, database: &Database, args: &[&str]) -> Outcome<()> {
    let ended = Command::new(binary)
        .args(args)
        .env("DATABASE_URL", &database.url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("{binary} cannot be run: {error}"))?;
    if ended.success() {
        Ok(())
    } else {
        Err(format!("{binary} {} failed", args.join(" ")).into())
    }
}

fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
