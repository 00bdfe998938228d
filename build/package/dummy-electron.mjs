// Dummy Electron distributions: enough of each platform's files for electron-builder to pack into.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** What marks the place of the fuses in a real binary, then version 1, their number and their states. */
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101101010'),
]);

function write(file, data, isProgram = false) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, data);
  if (isProgram) chmodSync(file, 0o755);
}

function linux(folder) {
  write(
    path.join(folder, 'electron'),
    Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]),
    true,
  );
  write(path.join(folder, 'chrome-sandbox'), '', true);
  write(path.join(folder, 'resources/none'), '');
}

function windows(folder, version) {
  const language = { lang: 1033, codepage: 1200 };
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.createEmpty();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  info.setFileVersion(major, minor, patch, 0, language.lang);
  info.setProductVersion(major, minor, patch, 0, language.lang);
  info.setStringValues(language, {
    FileDescription: 'Electron',
    ProductName: 'Electron',
    CompanyName: 'Electron',
    FileVersion: version,
    ProductVersion: version,
    OriginalFilename: 'electron.exe',
    InternalName: 'electron.exe',
    LegalCopyright: 'none',
  });
  info.outputToResourceEntries(resources.entries);
  resources.entries.push({ type: 10, id: 1, ...language, bin: new Uint8Array(fuses).buffer });
  resources.outputResource(program);
  write(path.join(folder, 'electron.exe'), Buffer.from(program.generate()));
  write(path.join(folder, 'resources/none'), '');
}

function mac(folder, version) {
  const plist = (values) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict>${Object.entries(
      values,
    )
      .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
      .join('')}</dict></plist>`;
  const bundle = (place, name) => {
    write(
      path.join(place, 'Info.plist'),
      plist({
        CFBundleExecutable: name,
        CFBundleName: name,
        CFBundleIdentifier: 'com.github.Electron',
        CFBundleVersion: version,
        CFBundleShortVersionString: version,
        CFBundleIconFile: 'electron.icns',
      }),
    );
    write(path.join(place, 'MacOS', name), '#!/bin/sh\n', true);
  };
  const contents = path.join(folder, 'Electron.app/Contents');
  bundle(contents, 'Electron');
  write(path.join(contents, 'Resources/electron.icns'), '');
  for (const suffix of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'])
    bundle(
      path.join(contents, `Frameworks/Electron Helper${suffix}.app/Contents`),
      `Electron Helper${suffix}`,
    );
  const framework = path.join(contents, 'Frameworks/Electron Framework.framework');
  write(path.join(framework, 'Electron Framework'), fuses, true);
  write(path.join(framework, 'Versions/A/Electron Framework'), fuses);
}

/** @param {'linux' | 'win' | 'mac'} platform @param {string} folder @param {string} version */
export function makeDummyElectron(platform, folder, version) {
  write(path.join(folder, 'version'), version);
  write(path.join(folder, 'LICENSE'), 'dummy');
  if (platform === 'linux') linux(folder);
  if (platform === 'win') windows(folder, version);
  if (platform === 'mac') mac(folder, version);
}
