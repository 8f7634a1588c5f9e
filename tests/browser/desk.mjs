// The desk under test: the real program on ports and a ledger of its own, and people who sit at it.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const PROGRAM = process.env.MEYASU_PROGRAM;
if (!PROGRAM) throw new Error('MEYASU_PROGRAM is not set. Run these tests with: cargo xtask test --only browser');

export const PASSWORD = 'にわの木にすずめが三羽いた';
export const TOWN = '990019';

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A running program with the sample city; `restart` kills it without a word and starts it again on the same ledger. */
export class Desk {
  /** `more(desk)` gives further words of the command line, once the ports are known. */
  static async start(more = async () => []) {
    const desk = new Desk();
    desk.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meyasu-desk-'));
    [desk.public, desk.port] = [await freePort(), await freePort()];
    desk.site = `http://127.0.0.1:${desk.port}`;
    desk.more = await more(desk);
    await desk.run();
    return desk;
  }

  run() {
    const words = ['serve', '--sample', '--listen', `127.0.0.1:${this.public}`, '--staff', `127.0.0.1:${this.port}`, '--data', this.folder, ...this.more];
    this.child = spawn(PROGRAM, words, { env: { ...process.env, MEYASU_LANG: 'ja', MEYASU_LOG: 'warn' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    return new Promise((resolve, reject) => {
      const listen = (part) => {
        said += part;
        const setup = said.match(/\/setup\/[0-9a-f]{64}/);
        if (setup) this.setup = setup[0];
        if (setup || (this.begun && said.includes('職員の画面'))) resolve();
      };
      this.child.stdout.on('data', listen);
      this.child.stderr.on('data', listen);
      this.child.on('exit', (code) => reject(new Error(`meyasu ended with ${code}:\n${said}`)));
    });
  }

  /** SIGKILL, then the same ledger again. */
  async restart() {
    await this.kill();
    await this.run();
  }

  kill() {
    return new Promise((resolve) => {
      this.child.removeAllListeners('exit');
      this.child.on('exit', resolve);
      this.child.kill('SIGKILL');
    });
  }

  async stop() {
    await this.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  to(rest) {
    return `${this.site}/${TOWN}${rest}`;
  }

  /** The first account: keeps accounts, plans, and may decide alone. */
  async begin(page) {
    await page.goto(this.site + this.setup);
    await page.fill('#code', TOWN);
    await page.fill('#login', 'kanri');
    await page.fill('#name', '目安 管理');
    await page.fill('#password', PASSWORD);
    await page.fill('#again', PASSWORD);
    await page.check('#plans');
    await page.check('#alone');
    await page.click('button:has-text("始める")');
    await page.waitForURL(this.to('/?done=begun'));
    this.begun = true;
  }

  async signIn(page, login = 'kanri', password = PASSWORD) {
    await page.goto(this.to('/sign-in'));
    await page.fill('#login', login);
    await page.fill('#password', password);
    await page.click('button:has-text("サインイン")');
    await page.waitForURL(this.to('/'));
  }

  /** Opens the next year and decides it. */
  async openYear(page) {
    await page.goto(this.to('/open'));
    await page.click('button:has-text("この内容で起案する")');
    await page.fill('#reason', '令和9年度を開く');
    await page.click('button:has-text("決裁する")');
    await page.waitForURL(/done=decided/);
  }
}
