// The town of one telling: the program, the people at their desks, and a resident.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { Desk, PASSWORD, TOWN } from '../desk.mjs';
import { Person } from '../people.mjs';
import { CAST } from './cast.mjs';

export class Town {
  static async begins(browser, scripts) {
    const town = new Town();
    Object.assign(town, { browser, scripts, desk: await Desk.start(async () => ['--voice']), people: [] });
    town.administrator = await town.sits('目安 管理');
    town.resident = await town.sits('住民');
    return town;
  }

  async sits(name) {
    const person = await Person.sits(this.browser, this.desk, name, this.scripts);
    this.people.push(person);
    return person;
  }

  /** The public site. */
  site(rest = '/') {
    return `http://127.0.0.1:${this.desk.public}/${TOWN}${rest}`;
  }

  /** Invites somebody of the cast by the administrator's page, and lets them choose a password. */
  async invites(word) {
    const [login, name, role, organisation] = CAST[word];
    const clerk = this.administrator;
    await clerk.turnsTo('職員');
    await clerk.goes('職員を招待する');
    await clerk.writes('職員番号（または', login);
    await clerk.writes('氏名', name);
    await clerk.chooses('役割', role);
    if (organisation) await clerk.main.getByLabel('組織').selectOption({ label: await this.named(organisation) });
    await clerk.presses('登録して設定用アドレスを出す');
    await clerk.sees(name);
    const address = await clerk.page.getByLabel('設定用アドレス').inputValue();
    const person = (this[word] = await this.sits(name));
    await person.visits(address);
    await person.sees(name);
    await person.writes('パスワード（12文字以上）', PASSWORD);
    await person.writes('パスワード（もう一度）', PASSWORD);
    await person.presses('設定してサインインする');
    await person.sees('パスワードを設定し、サインインしました');
    return { person, address };
  }

  /** The choice of a list that ends with this name: those below others are indented. */
  async named(name) {
    const choices = await this.administrator.main.getByLabel('組織').locator('option').allTextContents();
    const found = choices.find((it) => it.trim() === name) ?? choices.find((it) => it.trim().endsWith(name));
    assert.ok(found, `${name} is not among ${choices}`);
    return found;
  }

  /** What the ledger says of itself. */
  verifies() {
    return execFileSync(process.env.MEYASU_PROGRAM, ['verify', '--data', this.desk.folder], { encoding: 'utf8', env: { ...process.env, MEYASU_LANG: 'ja' } });
  }

  /** What went wrong in any browser. */
  failures() {
    return this.people.flatMap((it) => it.failures);
  }

  async ends() {
    await this.desk.stop();
  }
}
