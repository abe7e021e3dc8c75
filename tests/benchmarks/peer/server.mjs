// PostGraphile over the benchmark district. DATABASE_URL, BENCH_SCHEMA and PORT come from the environment.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const { DATABASE_URL, BENCH_SCHEMA, PORT } = process.env;

// Plain lists instead of connections: the least work for the same rows.
const behavior = [
  "+list",
  "-connection",
  "+query:resource:list",
  "+query:resource:single",
  "+manyRelation:resource:list",
  "+proc:resource:list",
  "+queryField:resource:list",
  "+typeField:resource:list",
  "+condition",
  "+list:filter",
].join(" ");

// The function behind query (c) names its tables without their schema.
const poolConfig = { max: 10, options: `-c search_path=${BENCH_SCHEMA}` };
const server = createServer();
const service = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: DATABASE_URL, schemas: [BENCH_SCHEMA], poolConfig })],
  schema: { defaultBehavior: behavior },
  grafserv: { port: Number(PORT), watch: false, graphiql: false, outputDataAsString: true, maxRequestLength: 100000 },
  grafast: { explain: false, context: () => ({}) },
}).createServ(grafserv);
await service.addTo(server);
server.listen(Number(PORT), "127.0.0.1");
