// After `npm install --package-lock-only --ignore-scripts`: takes out of the lock what promptfoo needs only for
// providers other than echo and on other systems. npm would want every one of them there, installed or not.
import fs from 'node:fs';

const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const [path, entry] of Object.entries(lock.packages)) {
  if (entry.optional) delete lock.packages[path];
  delete entry.optionalDependencies;
}
fs.writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
