import { OutOfTime } from './failing-open.ts';

/** Runs work for at most a fixed time; then rejects with `OutOfTime`, whatever becomes of the work. */
export type Budget = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

export function timeBudget(budgetMs: number): Budget {
  return (work) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new OutOfTime()), budgetMs);
      work()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
}

/** Leaves the rest of the budget for the answer, should the visitor's appearance not come in time. */
const appearanceShare = 0.6;

export function verdictBudgets(budgetMs: number) {
  return { budget: timeBudget(budgetMs), appearanceBudget: timeBudget(budgetMs * appearanceShare) };
}
