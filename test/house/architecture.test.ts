import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockProblems } from '../../build/scripts/lock-check.mjs';
import { doors, walls } from './walls.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const tops = ['shared', 'main', 'preload', 'renderer'];

interface Import {
  file: string;
  from: string;
  target: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(name);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [name] : [];
  });
}

/** `main/engine/core.ts` → `main/engine`; a file directly in a top folder belongs to that folder. */
const roomOf = (file: string) => {
  const parts = file.split('/');
  return parts.length <= 2 || parts[0] === 'preload' ? (parts[0] ?? '') : `${parts[0]}/${parts[1]}`;
};

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g;
  return [...source.matchAll(pattern)].map((match) => ({
    file,
    from: roomOf(file),
    target: match[1] ?? '',
  }));
}

const all = tops.flatMap(filesIn).flatMap(importsOf);
const inside = (one: Import) => {
  if (one.target.startsWith('#')) return one.target.slice(1);
  return one.target.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(one.file), one.target))
    : null;
};
const packageOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

describe('the import walls', () => {
  test('imports were really read', () => {
    expect(all.length).toBeGreaterThan(300);
  });

  test('no room imports a room it may not', () => {
    const broken = all.flatMap((one) => {
      const target = inside(one);
      if (!target) return [];
      const to = roomOf(target);
      const isAllowed = to === one.from || (walls[one.from] ?? []).includes(to);
      return isAllowed ? [] : [`${one.file} → ${target}`];
    });
    expect(broken).toEqual([]);
  });

  test('each package comes in by its door only', () => {
    const broken = all.flatMap((one) => {
      if (one.target.startsWith('#') || one.target.startsWith('.')) return [];
      const allowed = doors[packageOf(one.target)];
      return allowed && !allowed.includes(one.from) ? [`${one.file} → ${one.target}`] : [];
    });
    expect(broken).toEqual([]);
  });

  test('Node is imported by main alone', () => {
    const broken = all
      .filter((one) => one.target.startsWith('node:') && !one.from.startsWith('main'))
      .map((one) => `${one.file} → ${one.target}`);
    expect(broken).toEqual([]);
  });

  test('a relative import stays inside its room', () => {
    const broken = all.flatMap((one) => {
      const target = one.target.startsWith('.') ? inside(one) : null;
      return target && roomOf(target) !== one.from ? [`${one.file} → ${one.target}`] : [];
    });
    expect(broken).toEqual([]);
  });

  test('file names are none of the drawers everything ends up in', () => {
    const forbidden = /(?:^|\/)(?:utils?|helpers?|common|misc|manager|service|types)\.tsx?$/;
    expect(tops.flatMap(filesIn).filter((file) => forbidden.test(file))).toEqual([]);
  });
});

describe('the lock file', () => {
  test('has every platform package, no registry and no unknown install script', () => {
    expect(lockProblems(path.join(root, 'package-lock.json'))).toEqual([]);
  });
});
