// Debian packages for the tests, installed when we may (root, apt at hand).
import { spawnSync } from 'node:child_process';

/** Installs a Debian package when this is root on a system with apt; true when apt says it is there afterwards. */
export function aptInstall(name: string): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  console.log(`installing ${name} with apt`);
  const install = () => {
    const args = ['install', '-y', '-q', '--no-install-recommends', name];
    return spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  if (install()) return true;
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' }); // the lists of packages may be missing or old
  return install();
}
