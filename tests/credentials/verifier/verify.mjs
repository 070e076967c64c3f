// A second opinion: reads {badges, issuer, lists} from standard input and says of each badge "valid", or why not.
// Nothing is fetched: whatever is not in the question or beside this file is unknown.
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';

const {badges, issuer, lists, contexts} = JSON.parse(readFileSync(0, 'utf8'));

const shelf = new Map(Object.entries({...contexts, ...lists, [issuer.id]: issuer}));
for (const method of issuer.verificationMethod) {
  shelf.set(method.id, {'@context': 'https://w3id.org/security/multikey/v1', ...method});
}

const documentLoader = async url => {
  if (!shelf.has(url)) {
    throw new Error(`Nothing is known of ${url}.`);
  }
  return {contextUrl: null, documentUrl: url, document: shelf.get(url), tag: 'static'};
};

const suite = new DataIntegrityProof({cryptosuite});
const spoken = [];
for (const credential of badges) {
  spoken.push(await verdict(credential));
}
process.stdout.write(JSON.stringify(spoken));

async function verdict(credential) {
  const result = await vc.verifyCredential({
    credential, suite, documentLoader,
    // The list's own signature is verified with it.
    checkStatus: async options => await checkStatus({...options, suite, documentLoader}),
  });
  if (!result.verified) {
    const errors = result.error?.errors ?? [result.error ?? result.statusResult?.error];
    return errors.map(error => error?.message ?? 'not verified').join('; ');
  }
  // The library says whether a status could be read, not what it was.
  const withdrawn = result.statusResult?.results?.some(one => one.status);
  return withdrawn ? 'revoked' : 'valid';
}
