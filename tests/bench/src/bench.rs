//! The bench: a library, a running service, and a round of measurements.

use std::io::{Write, stderr};

use crate::Outcome;
use crate::connection::Desk;
use crate::database::Database;
use crate::deed::check_out;
use crate::drive::{drive, drive_unequal};
use crate::pgbench::{self, Model, Yardstick};
use crate::plan::{State, Step, Subject, round};
use crate::results::{Results, Row};
use crate::sample::{Done, Sample, Timing};
use crate::service::{Scratch, Service, add_staff};
use crate::settings::Settings;

/// Everything that measuring needs.
pub struct Bench {
    /// The library.
    pub database: Database,
    /// The service under test.
    pub service: Service,
    model: Model,
    scratch: Scratch,
    timing: Timing,
    state: Option<State>,
    /// Counts measurements, so that no idempotency key is sent twice.
    measurement: usize,
}

impl Bench {
    /// Fills the library, starts the service, and makes sure that the yardstick writes what the service does.
    pub async fn prepare(settings: &Settings, timing: Timing) -> Outcome<Self> {
        let database = Database {
            url: settings.database_url.clone(),
        };
        add_staff(&settings.service, &database, "bench-1")?;
        database.run(&["library", "shelf", "settled"])?;
        let scratch = Scratch::new()?;
        let service = Service::start(&settings.service, &database, &scratch.0).await?;
        let mut desk = Desk::open(service.address, 1).await?;
        desk.send(check_out(1, 1, Some("bench-model".to_owned()))).await?;
        database.run(&["model"])?;
        let by_service = database.ask_script("written")?;
        let model = Model::read(&database)?;
        database.run(&["shelf", "settled"])?;
        pgbench::run_once(&database, &model, Yardstick::CheckOut)?;
        let by_yardstick = database.ask_script("written")?;
        if by_service != by_yardstick {
            return Err(format!("a check-out writes {by_service}; check_out.sql writes {by_yardstick}").into());
        }
        Ok(Self {
            database,
            service,
            model,
            scratch,
            timing,
            state: None,
            measurement: 0,
        })
    }

    /// Measures everything once.
    pub async fn round(&mut self, number: u32, results: &mut Results) -> Outcome<()> {
        for step in round() {
            let clients = step.clients;
            writeln!(stderr(), "round {number}: {}, clients: {clients}", step.name())?;
            if self.state != Some(step.state()) {
                self.database.run(step.state().scripts())?;
                self.state = Some(step.state());
            }
            self.measure(step, results).await?;
            if step.spoils() {
                self.state = None;
            }
        }
        Ok(())
    }

    async fn measure(&mut self, step: Step, results: &mut Results) -> Outcome<()> {
        self.measurement += 1;
        let (clients, measurement, timing) = (step.clients, self.measurement, self.timing);
        match step.subject {
            Subject::Service(deed) => {
                let desks = self.desks(clients).await?;
                let done = drive(desks, deed, measurement, timing).await?;
                results.add(Row::Service(deed, clients), sum_up(&done, timing)?);
            }
            Subject::Pgbench(yardstick) => {
                let done = pgbench::run(&self.database, &self.model, yardstick, clients, timing, &self.scratch.0)?;
                results.add(Row::Pgbench(yardstick, clients), sum_up(&done, timing)?);
            }
            Subject::Unequal => {
                let desk = Desk::open(self.service.address, 1).await?;
                let [much, little] = drive_unequal(desk, measurement, timing).await?;
                results.add(Row::FiveHundredLoans, sum_up(&much, timing)?);
                results.add(Row::FiveLoans, sum_up(&little, timing)?);
            }
        }
        Ok(())
    }

    /// Each client is a staff member of their own, newly signed in: tokens live 15 minutes.
    async fn desks(&self, clients: usize) -> Outcome<Vec<Desk>> {
        let mut desks = Vec::new();
        for number in 1..=clients {
            desks.push(Desk::open(self.service.address, number).await?);
        }
        Ok(desks)
    }
}

fn sum_up(done: &[Done], timing: Timing) -> Outcome<Sample> {
    Sample::of(done, timing).ok_or_else(|| "nothing was done in the time that counts".into())
}
