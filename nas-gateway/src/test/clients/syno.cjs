// Points npm's syno, a client that others wrote, at the simulated DSM: it logs in, lists, uploads,
// downloads and deletes. docs/synology.md says how to run it.
"use strict";
const assert = require("node:assert");
const { promisify } = require("node:util");
const Syno = require("syno");

const syno = new Syno({
  protocol: "https",
  host: "127.0.0.1",
  port: process.argv[2] || "5001",
  account: "porter-files",
  passwd: "Carry-1-Box",
  ignoreCertificateErrors: true,
});
const fs = (method, params) => promisify(syno.fs[method].bind(syno.fs))(params);
const send = promisify(syno.request);

// syno's own methods send no file and read nothing but JSON: for bytes, its session and its way of
// sending requests are used.
async function session() {
  const login = promisify(syno.auth.login.bind(syno.auth));
  return (await login("FileStation")).sid;
}

async function main() {
  const base = `https://127.0.0.1:${syno.port}/webapi/entry.cgi`;
  const content = Buffer.from("Grüße, Welt\n".repeat(1000));

  const shares = await fs("shareList", {});
  assert(shares.shares.some((share) => share.name === "homes"));
  await fs("createFolder", { folder_path: "/homes", name: "from-syno", force_parent: true });

  const sid = await session();
  const upload = await send({
    url: base,
    method: "POST",
    qs: { api: "SYNO.FileStation.Upload", version: 2, method: "upload", _sid: sid },
    formData: {
      path: "/homes/from-syno",
      create_parents: "true",
      file: { value: content, options: { filename: "grüße.txt" } },
    },
  });
  assert(upload.body.success, JSON.stringify(upload.body));

  const listed = await fs("list", { folder_path: "/homes/from-syno", additional: '["size"]' });
  const file = listed.files.find((one) => one.name === "grüße.txt");
  assert.equal(Number(file.additional.size), content.length);

  const download = await send({
    url: base,
    encoding: null,
    json: false,
    qs: {
      api: "SYNO.FileStation.Download",
      version: 2,
      method: "download",
      mode: "download",
      path: file.path,
      _sid: await session(),
    },
  });
  assert.deepEqual(download.body, content);

  await fs("delete", { path: "/homes/from-syno", recursive: true });
  const left = await fs("list", { folder_path: "/homes" });
  assert(!left.files.some((one) => one.name === "from-syno"));
  console.log("syno %s: logged in, listed, uploaded, downloaded and deleted.", version());
}

function version() {
  return require("syno/package.json").version;
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
