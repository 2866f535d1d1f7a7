//! What the environment and the command line say.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The software a public library's front desk runs on.
#[derive(Debug, Parser)]
#[command(name = "carrel", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The service's commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the client.
    Serve(ServeArgs),
    /// Bring the database to this version's tables.
    Migrate(MigrateArgs),
    /// Fill an empty database with a small library to try things on.
    Demo(DemoArgs),
    /// Do what the branches' nights have to do.
    Nightly(NightlyArgs),
    /// The people who work here.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Take in a file of another system's records.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Give the library's records to another system.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Print the OpenAPI document.
    Openapi,
}

/// Where the library's state is.
#[derive(Clone, Debug, Args)]
pub struct DatabaseArgs {
    /// postgres://user:password@host:port/database
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: String,
}

/// `carrel migrate`.
#[derive(Clone, Debug, Args)]
pub struct MigrateArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// Create the database first when there is none.
    #[arg(long)]
    pub create_database: bool,
}

/// `carrel demo`.
#[derive(Clone, Debug, Args)]
pub struct DemoArgs {
    /// postgres://user:password@host:port/database
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        required_unless_present = "print_logins"
    )]
    pub database_url: Option<String>,
    /// Yes, fill this database. It must be migrated and empty.
    #[arg(long)]
    pub yes: bool,
    /// Add so many generated titles, with 1.3 items and 0.3 patrons for each: to measure with. The database may also
    /// hold just the demo library.
    #[arg(long, value_name = "TITLES", value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub size: Option<u32>,
    /// Fill it when it is empty, else leave it as it is.
    #[arg(long)]
    pub if_empty: bool,
    /// Print who can sign in; alone, nothing else is done.
    #[arg(long)]
    pub print_logins: bool,
}

/// `carrel nightly`.
#[derive(Clone, Debug, Args)]
pub struct NightlyArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// The day whose night it is, done before or not. Without it: all nights that are due.
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    /// Code of the branch. Without it: every branch.
    #[arg(long, requires = "on")]
    pub branch: Option<String>,
}

/// `carrel staff`.
#[derive(Clone, Debug, Subcommand)]
pub enum StaffCommand {
    /// Add somebody: the first supervisor, who makes the others in the client.
    Add(StaffAddArgs),
}

/// `carrel staff add`.
#[derive(Clone, Debug, Args)]
pub struct StaffAddArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// What they sign in with: a-z, 0-9, dot, hyphen, underscore.
    #[arg(long)]
    pub username: String,
    /// Their name.
    #[arg(long)]
    pub name: String,
    /// What they may do.
    #[arg(long)]
    pub role: RoleChoice,
    /// They may work at every branch, also at those to come.
    #[arg(long)]
    pub all_branches: bool,
    /// Code of a branch where they may work; may be given several times.
    #[arg(long = "branch", conflicts_with = "all_branches")]
    pub branches: Vec<String>,
    /// Read the password from standard input instead of asking for it.
    #[arg(long)]
    pub password_stdin: bool,
}

/// A role, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleChoice {
    /// Works the desk.
    Assistant,
    /// Answers for the desk.
    Supervisor,
}

/// `carrel import`.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportCommand {
    /// MARC records, in ISO 2709 or MARCXML.
    Marc(ImportMarcArgs),
    /// A table, as CSV with commas, semicolons or tabs.
    Csv(ImportCsvArgs),
}

/// `carrel import marc`.
#[derive(Clone, Debug, Args)]
pub struct ImportMarcArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// The file.
    pub file: PathBuf,
    /// Code of the branch of items whose record names no branch of the library.
    #[arg(long)]
    pub branch: String,
    /// Field of the items; empty when the file has none.
    #[arg(long, default_value = "949")]
    pub items: String,
    /// Which subfield of it says what.
    #[arg(long, default_value = "i=barcode,a=call_number,t=item_type,l=location,m=branch")]
    pub map: String,
    /// Whose numbers field 001 has, where 003 does not say.
    #[arg(long)]
    pub source: Option<String>,
    /// Make item types, locations and collections that are not there yet.
    #[arg(long)]
    pub create_codes: bool,
    /// Look at everything and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `carrel import csv`.
#[derive(Clone, Debug, Args)]
pub struct ImportCsvArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// What its rows are.
    pub kind: TableChoice,
    /// The file. Its first row names the columns.
    pub file: PathBuf,
    /// Code of the branch of what names none.
    #[arg(long)]
    pub branch: String,
    /// Whose external ids they are, where the row does not say.
    #[arg(long)]
    pub source: Option<String>,
    /// How its text is written.
    #[arg(long, default_value = "utf-8")]
    pub encoding: EncodingChoice,
    /// Look at everything and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What the rows of a table are, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum TableChoice {
    /// Patrons.
    Patrons,
    /// Items.
    Items,
    /// Open loans.
    Loans,
    /// Opening balances, or what is still owed.
    Balances,
}

/// How text is written, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EncodingChoice {
    /// UTF-8.
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-1252.
    #[value(name = "windows-1252")]
    Windows1252,
}

/// `carrel export`.
#[derive(Clone, Debug, Subcommand)]
pub enum ExportCommand {
    /// MARC records of all titles.
    Marc(ExportMarcArgs),
    /// A table as CSV, which an import of its kind reads.
    Csv(ExportCsvArgs),
}

/// `carrel export csv`.
#[derive(Clone, Debug, Args)]
pub struct ExportCsvArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// What its rows are.
    pub kind: TableChoice,
    /// The file to write.
    #[arg(long)]
    pub out: PathBuf,
}

/// `carrel export marc`.
#[derive(Clone, Debug, Args)]
pub struct ExportMarcArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// How they are written.
    #[arg(long, default_value = "marc")]
    pub format: RecordFormat,
    /// The file to write.
    #[arg(long)]
    pub out: PathBuf,
}

/// A way of writing records, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RecordFormat {
    /// ISO 2709 in UTF-8.
    Marc,
    /// MARCXML.
    Marcxml,
}

/// `carrel serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    /// The database.
    pub database: DatabaseArgs,
    /// Where to listen.
    #[arg(long, env = "CARREL_BIND", default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// Where /metrics and /health/ready listen; keep it on the loopback.
    #[arg(long, env = "CARREL_ADMIN_BIND", default_value = "127.0.0.1:8081")]
    pub admin_bind: SocketAddr,
    /// At least 32 bytes that only the service knows.
    #[arg(long, env = "CARREL_SECRET", hide_env_values = true)]
    pub secret: String,
    /// The built web client, served beside the API.
    #[arg(long, env = "CARREL_CLIENT_DIR")]
    pub client_dir: Option<PathBuf>,
    /// `auto` migrates at start; anything else refuses to start with pending migrations.
    #[arg(long, env = "CARREL_MIGRATE", default_value = "never")]
    pub migrate: String,
    /// Addresses of proxies whose X-Forwarded-For is believed.
    #[arg(long, env = "CARREL_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// How often one address may try to sign in, in each copy of the service.
    #[arg(long, env = "CARREL_SIGN_INS_PER_MINUTE", default_value = "30")]
    pub sign_ins_per_minute: NonZeroU32,
    /// Origins of other sites whose browsers may call the API.
    #[arg(long, env = "CARREL_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// Log JSON lines.
    #[arg(long, env = "CARREL_LOG_JSON")]
    pub log_json: bool,
}
