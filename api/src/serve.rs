//! Running the service: the API on one address, readiness and metrics on another.

use std::error::Error;
use std::sync::Arc;
use std::thread::available_parallelism;

use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::prelude::*;
use diesel::sql_types::Text;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::app::{self, Carrel};
use crate::background;
use crate::config::ServeArgs;
use crate::migrate;
use crate::platform::client_address::TrustedProxies;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, sql};
use crate::platform::password::Passwords;
use crate::platform::rate_limit::SignInLimit;
use crate::platform::secret::Secret;
use crate::platform::telemetry;
use crate::platform::token::Tokens;

/// Serves until told to stop. Requests under way are finished first.
pub async fn run(args: ServeArgs) -> Result<(), Box<dyn Error + Send + Sync>> {
    telemetry::start_log(args.log_json);
    let metrics = telemetry::start_metrics();
    let cores = u32::try_from(available_parallelism()?.get())?;
    let db = Db::connect(&args.database.database_url, (2 * cores + 2).max(8))?;
    let carrel = web::block(move || prepare(db, &args).map(|carrel| (carrel, args))).await??;
    let (carrel, args) = carrel;
    let document = Arc::new(app::document());
    let admin = admin(carrel.db.clone(), metrics, &args)?;
    let background = background::start(carrel.clone());
    let service = HttpServer::new(move || app::build(&carrel, &document))
        .bind(args.bind)?
        .run();
    tracing::info!(address = %args.bind, "serving");
    let (service, admin) = futures_util::future::join(service, admin).await;
    background.abort();
    service?;
    admin?;
    Ok(())
}

fn prepare(db: Db, args: &ServeArgs) -> Result<Carrel, Box<dyn Error + Send + Sync>> {
    let mut conn = db.connection()?;
    if args.migrate == "auto" {
        for name in migrate::run(&mut conn)? {
            tracing::info!(name, "migrated");
        }
    } else if migrate::is_pending(&mut conn)? {
        return Err("migrations are pending: run `carrel migrate`, or start with CARREL_MIGRATE=auto".into());
    }
    speak_english(&mut conn)?;
    let clock = Clock::default();
    clock.sync(&mut conn)?;
    let secret = Secret::new(&args.secret)?;
    let tokens = Tokens::load(&mut conn, &secret, clock.now())?;
    drop(conn);
    Ok(Carrel {
        db,
        clock,
        tokens,
        secret,
        passwords: Passwords::default(),
        sign_in_limit: SignInLimit::per_minute(args.sign_ins_per_minute),
        trusted_proxies: TrustedProxies::new(&args.trusted_proxies),
        client_dir: args.client_dir.clone(),
        allowed_origins: args.allowed_origins.clone(),
    })
}

/// A deadlock and a lock that took too long are told by message alone, because the driver keeps no code for them; so the
/// server's messages must be the ones we know.
fn speak_english(conn: &mut PgConnection) -> Result<(), Box<dyn Error + Send + Sync>> {
    #[derive(QueryableByName)]
    struct Language {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let Language { name } = sql("select current_setting('lc_messages') as name").get_result(conn)?;
    if ["", "C", "POSIX"].contains(&name.as_str()) || name.starts_with("C.") || name.starts_with("en") {
        return Ok(());
    }
    Err(format!(
        "Postgres speaks {name}: its administrator must run `alter database … set lc_messages = 'C'` for this database"
    )
    .into())
}

fn admin(
    db: Db,
    metrics: Option<PrometheusHandle>,
    args: &ServeArgs,
) -> Result<actix_web::dev::Server, Box<dyn Error + Send + Sync>> {
    let server = HttpServer::new(move || {
        let metrics = metrics.clone();
        App::new()
            .app_data(web::Data::new(db.clone()))
            .route("/health/ready", web::get().to(ready))
            .route(
                "/metrics",
                web::get().to(move || {
                    std::future::ready(metrics.as_ref().map_or_else(String::new, PrometheusHandle::render))
                }),
            )
    })
    .workers(1)
    .bind(args.admin_bind)?
    .run();
    Ok(server)
}

async fn ready(db: web::Data<Db>) -> HttpResponse {
    let answered = db.read(|conn| sql("select 1 as one").execute(conn)).await;
    match answered {
        Ok(_) => HttpResponse::Ok().body("ready"),
        Err(_) => HttpResponse::ServiceUnavailable().body("the database does not answer"),
    }
}
