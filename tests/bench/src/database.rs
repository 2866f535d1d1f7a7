//! The database, by psql.

use std::process::{Command, Stdio};

use crate::Outcome;

/// Where the scripts are.
pub const SCRIPTS: &str = env!("CARGO_MANIFEST_DIR");

/// The library's database.
pub struct Database {
    /// `postgres://…`
    pub url: String,
}

impl Database {
    /// Runs scripts of `sql/`, each by its name.
    pub fn run(&self, scripts: &[&str]) -> Outcome<()> {
        let mut psql = self.psql();
        for script in scripts {
            psql.arg("-f").arg(format!("{SCRIPTS}/sql/{script}.sql"));
        }
        output(&mut psql).map(|_| ())
    }

    /// Runs one with a variable.
    pub fn run_with(&self, script: &str, name: &str, value: &str) -> Outcome<()> {
        let mut psql = self.psql();
        psql.args(["-v", &format!("{name}={value}")]);
        psql.arg("-f").arg(format!("{SCRIPTS}/sql/{script}.sql"));
        output(&mut psql).map(|_| ())
    }

    /// Asks for one value, as text.
    pub fn ask(&self, query: &str) -> Outcome<String> {
        output(self.psql().arg("-At").arg("-c").arg(query))
    }

    /// What a script of `sql/` answers, as text.
    pub fn ask_script(&self, script: &str) -> Outcome<String> {
        output(
            self.psql()
                .arg("-At")
                .arg("-f")
                .arg(format!("{SCRIPTS}/sql/{script}.sql")),
        )
    }

    fn psql(&self) -> Command {
        let mut psql = Command::new("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &self.url]);
        psql
    }
}

/// What a command prints, without the last line's end. Fails with its complaint.
pub fn output(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ended = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{name} cannot be run: {error}"))?;
    if !ended.status.success() {
        return Err(format!("{name} failed: {}", String::from_utf8_lossy(&ended.stderr)).into());
    }
    Ok(String::from_utf8(ended.stdout)?.trim_end().to_owned())
}
