//! The `carrel` command.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

use carrel::config::{
    Cli, Command, DemoArgs, EncodingChoice, ExportCommand, ExportCsvArgs, ExportMarcArgs, ImportCommand, ImportCsvArgs,
    ImportMarcArgs, MigrateArgs, NightlyArgs, RecordFormat, RoleChoice, StaffAddArgs, StaffCommand, TableChoice,
};
use carrel::demo::{self, DemoError};
use carrel::exports;
use carrel::imports::command as imports;
use carrel::nights::command as nights;
use carrel::platform::clock::Clock;
use carrel::platform::desk::Role;
use carrel::records::export::{self, Format};
use carrel::staff::command::{self, NewMember};
use carrel::{app, migrate, serve};
use clap::Parser;
use diesel::{Connection, PgConnection};

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(args) => actix_web::rt::System::new().block_on(serve::run(args)),
        Command::Migrate(args) => run_migrations(&args),
        Command::Demo(args) => load_demo(&args),
        Command::Nightly(args) => do_nights(&args),
        Command::Staff(StaffCommand::Add(args)) => add_staff(&args),
        Command::Import(ImportCommand::Marc(args)) => import_marc(args),
        Command::Import(ImportCommand::Csv(args)) => import_csv(args),
        Command::Export(ExportCommand::Marc(args)) => export_marc(&args),
        Command::Export(ExportCommand::Csv(args)) => export_csv(&args),
        Command::Openapi => print_document(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut stderr = std::io::stderr();
            // Nothing is left to do when even the complaint cannot be written.
            let _ = writeln!(stderr, "carrel: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_migrations(args: &MigrateArgs) -> Outcome {
    if args.create_database {
        migrate::create_database(&args.database.database_url)?;
    }
    let done = migrate::run(&mut PgConnection::establish(&args.database.database_url)?)?;
    writeln!(std::io::stdout(), "{} migrations done", done.len())?;
    Ok(())
}

fn load_demo(args: &DemoArgs) -> Outcome {
    if args.print_logins && !args.yes && !args.if_empty {
        write!(std::io::stdout(), "{}", demo::LOGINS)?;
        return Ok(());
    }
    if !args.yes && !args.if_empty {
        return Err("this fills the database with a demo library; say --yes if that is what you want".into());
    }
    let url = args.database_url.as_deref().ok_or("DATABASE_URL is not set")?;
    let mut conn = PgConnection::establish(url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let loaded = match args.size {
        None => demo::load(&mut conn, clock.now()),
        Some(size) => demo::load_generated(&mut conn, clock.now(), size, &mut |progress| {
            // Whether anybody reads how far it is makes no difference to the work.
            let _ = writeln!(std::io::stderr(), "{progress}");
        }),
    };
    match loaded {
        Ok(()) => write!(std::io::stdout(), "{}", demo::LOGINS)?,
        Err(DemoError::NotEmpty) if args.if_empty => {
            writeln!(std::io::stdout(), "The database is not empty; it stays as it is.")?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn do_nights(args: &NightlyArgs) -> Outcome {
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let branch = args.branch.as_deref();
    nights::nightly(&mut conn, &clock, args.on, branch, &mut std::io::stdout())
}

fn add_staff(args: &StaffAddArgs) -> Outcome {
    let password = read_password(args.password_stdin)?;
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let member = NewMember {
        username: args.username.clone(),
        name: args.name.clone(),
        role: match args.role {
            RoleChoice::Assistant => Role::Assistant,
            RoleChoice::Supervisor => Role::Supervisor,
        },
        all_branches: args.all_branches,
        branch_codes: args.branches.clone(),
        password,
    };
    command::add(&mut conn, &member, clock.now())?;
    writeln!(std::io::stdout(), "{} can sign in.", member.username)?;
    Ok(())
}

/// Asks twice without showing what is typed, or takes the first line of standard input.
fn read_password(from_stdin: bool) -> Result<String, Box<dyn Error + Send + Sync>> {
    if from_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let password = rpassword::prompt_password("Password: ")?;
    if rpassword::prompt_password("Again: ")? != password {
        return Err("the two are not the same".into());
    }
    Ok(password)
}

fn import_marc(args: ImportMarcArgs) -> Outcome {
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let order = imports::MarcOrder {
        file: args.file,
        branch: args.branch,
        items: args.items,
        map: args.map,
        source: args.source,
        create_codes: args.create_codes,
        dry_run: args.dry_run,
    };
    imports::import_marc(&mut conn, &clock, &order, &mut std::io::stdout())
}

fn import_csv(args: ImportCsvArgs) -> Outcome {
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let order = imports::TableOrder {
        kind: match args.kind {
            TableChoice::Patrons => imports::TableKind::Patrons,
            TableChoice::Items => imports::TableKind::Items,
            TableChoice::Loans => imports::TableKind::Loans,
            TableChoice::Balances => imports::TableKind::Balances,
        },
        file: args.file,
        branch: args.branch,
        source: args.source,
        encoding: match args.encoding {
            EncodingChoice::Utf8 => imports::Encoding::Utf8,
            EncodingChoice::Windows1252 => imports::Encoding::Windows1252,
        },
        dry_run: args.dry_run,
    };
    imports::import_table(&mut conn, &clock, &order, &mut std::io::stdout())
}

fn export_marc(args: &ExportMarcArgs) -> Outcome {
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let format = match args.format {
        RecordFormat::Marc => Format::Marc,
        RecordFormat::Marcxml => Format::MarcXml,
    };
    let mut out = BufWriter::new(File::create(&args.out)?);
    let written = export::export(&mut conn, format, &mut out)?;
    writeln!(std::io::stdout(), "{} records written", written.records)?;
    if written.too_long > 0 {
        let count = written.too_long;
        writeln!(
            std::io::stdout(),
            "{count} are too long for ISO 2709: export them with --format marcxml"
        )?;
    }
    Ok(())
}

fn export_csv(args: &ExportCsvArgs) -> Outcome {
    let mut conn = PgConnection::establish(&args.database.database_url)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let kind = match args.kind {
        TableChoice::Patrons => exports::Kind::Patrons,
        TableChoice::Items => exports::Kind::Items,
        TableChoice::Loans => exports::Kind::Loans,
        TableChoice::Balances => exports::Kind::Balances,
    };
    let mut out = BufWriter::new(File::create(&args.out)?);
    let rows = exports::command::export(&mut conn, &clock, kind, &mut out)?;
    writeln!(std::io::stdout(), "{rows} rows written")?;
    Ok(())
}

fn print_document() -> Outcome {
    let json = app::document().to_pretty_json()?;
    writeln!(std::io::stdout(), "{json}")?;
    Ok(())
}
