import { launch, tab } from './chromium.mjs';
import * as look from './look.mjs';
const browser = await launch();
for (const address of process.argv.slice(2)) {
  const { page, problems, close } = await tab(browser);
  const answer = await page.goto(address);
  problems.push(`status ${answer.status()}`);
  problems.push(...await look.head(page), ...await look.axe(page), ...await look.overflow(page, 'at 1280'), ...await look.targets(page));
  if (look.stops) problems.push(...await look.stops(page).catch((e) => [String(e)]));
  problems.push(...await look.reflow(page), ...await look.media(page));
  await close();
  console.log(address, JSON.stringify(problems, null, 1));
}
await browser.close();
