# Everything is told by what it makes or checks; the work itself is in tools/.
.DEFAULT_GOAL := run
.PHONY: run test soak bench openapi schema demo node

# Builds Carrel and starts it on http://localhost:8080, with a Postgres of its own unless DATABASE_URL is set.
run: node
	@node tools/run.mjs

# Everything that must hold before a change lands.
test: node
	@node tools/test.mjs

# The same with 1,000 trials a race and long fuzzing.
soak: node
	@node tools/test.mjs --soak

# Measures against the budgets; needs an installed Postgres with pgbench.
bench: node
	@node tools/bench.mjs

# Writes the API's document from the code. Through a file beside it: a failing build must not empty the old one.
openapi:
	@cargo run --quiet --locked -p carrel -- openapi > openapi/openapi.json.new && mv openapi/openapi.json.new openapi/openapi.json || { rm -f openapi/openapi.json.new; exit 1; }

# Writes api/src/schema.rs from the migrations.
schema: node
	@node tools/schema.mjs

# Fills the empty database that DATABASE_URL names with the demo library.
demo:
	@cargo run --quiet --release --locked -p carrel -- demo --yes

node:
	@command -v node >/dev/null || { echo "Node was not found: install Node 20.19 or newer." >&2; exit 1; }
