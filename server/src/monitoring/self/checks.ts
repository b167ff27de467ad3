// Checks over the running process itself and over the audits of it (Art. 32(1)(b), (d)). Those of pages and lines ask it by real requests.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import { proxyWord } from '#kit/proxy-word';
import type { Check } from '#kit/room';
import { dayAfter } from '../rules.ts';
import { componentFaults } from '../sbom/sbom.ts';
import { drillFaults } from './drilled.ts';
import { cookieFaults, extraFaults, headerFaults, scriptFaults } from './headers.ts';
import { observe } from './observe.ts';
import { runtimeFaults } from './runtime.ts';
import { endingCertificates, tlsFaults } from './tls.ts';

const recent = statement<{ count: number }>(
  'monitoring.recent-audits',
  'SELECT count(*)::int AS count FROM audits WHERE workspace_id = $1 AND ((done_at IS NULL AND planned_on <= $2::date) OR done_at > $3)',
);
const late = statement<{ id: string }>(
  'monitoring.late-audits',
  'SELECT id FROM audits WHERE workspace_id = $1 AND done_at IS NULL AND planned_on < $2::date ORDER BY planned_on LIMIT 200',
);
const overdue = statement<{ id: string }>(
  'monitoring.overdue-findings',
  // its own finding is not counted: a control that fails because it failed could not hold again
  `SELECT id FROM findings WHERE workspace_id = $1 AND state = 'open' AND due_on < $2::date
     AND control IS DISTINCT FROM 'monitoring.no-finding-is-overdue' ORDER BY due_on LIMIT 200`,
);
const year = 365;

/** A check whose evidence is the codes of its faults. */
const by = (traits: Omit<Check, 'run' | 'evidence'>, faults: (ctx: Ctx) => Promise<readonly string[]>): Check => ({
  ...traits,
  run: async (ctx) => (await faults(ctx)).length,
  evidence: faults,
});
const securely = { article: '32(1)(b)', severity: 'high' } as const;

export const monitoringChecks: readonly Check[] = [
  by(
    { ...securely, id: 'monitoring.headers-protect', question: 'Does every answer carry the headers that protect browsers?' },
    async (ctx) => headerFaults(await observe(ctx.tools)),
  ),
  by({ ...securely, id: 'monitoring.scripts-are-ours', question: 'Do pages let no script run but their own?' }, async (ctx) =>
    scriptFaults(await observe(ctx.tools)),
  ),
  by(
    { ...securely, id: 'monitoring.cookies-are-closed', question: 'Are cookies closed to scripts, other sites and other hosts?' },
    async (ctx) => cookieFaults(await observe(ctx.tools)),
  ),
  by({ ...securely, id: 'monitoring.nothing-extra-is-served', question: 'Is nothing served that nobody should see?' }, async (ctx) =>
    extraFaults(await observe(ctx.tools)),
  ),
  by(
    { ...securely, article: '32(1)(a)', id: 'monitoring.tls-is-served', question: 'Is everything that crosses the network encrypted?' },
    async (ctx) => tlsFaults(config.of(ctx), await observe(ctx.tools), proxyWord.of(ctx)),
  ),
  by(
    { ...securely, article: '32(1)(a)', id: 'monitoring.certificate-holds', question: 'Does every certificate hold for three more weeks?' },
    async (ctx) => endingCertificates(config.of(ctx), await observe(ctx.tools), ctx.now),
  ),
  by(
    { ...securely, id: 'monitoring.runtime-is-supported', question: 'Does the Node.js that runs still get security updates?' },
    async (ctx) => runtimeFaults(process.version, dayAfter(ctx.now, 0)),
  ),
  by(
    {
      ...securely,
      severity: 'medium',
      id: 'monitoring.components-are-listed',
      question: 'Is there a bill of materials of what is installed?',
    },
    () => componentFaults(),
  ),
  by(
    {
      id: 'monitoring.restore-is-drilled',
      article: '32(1)(c)',
      severity: 'high',
      question: 'Was a restore tried out in time, and did it bring back what it must and nobody it must not?',
    },
    drillFaults,
  ),
  {
    id: 'monitoring.audit-is-planned',
    article: '32(1)(d)',
    question: 'Was an audit done within the last year, or is one planned within the next?',
    severity: 'medium',
    run: async (ctx) => {
      const since = new Date(ctx.now.getTime() - year * 86_400_000);
      return (await ctx.db.one(recent, [ctx.workspace, dayAfter(ctx.now, year), since])).count === 0 ? 1 : 0;
    },
  },
  by(
    {
      id: 'monitoring.audits-in-time',
      article: '32(1)(d)',
      severity: 'medium',
      question: 'Was every audit done within two weeks of its day?',
    },
    async (ctx) => (await ctx.db.all(late, [ctx.workspace, dayAfter(ctx.now, -14)])).map((row) => row.id),
  ),
  by(
    {
      id: 'monitoring.no-finding-is-overdue',
      article: '32(1)(d)',
      severity: 'medium',
      question: 'Is every finding repaired by its day?',
    },
    async (ctx) => (await ctx.db.all(overdue, [ctx.workspace, dayAfter(ctx.now, 0)])).map((row) => row.id),
  ),
];
