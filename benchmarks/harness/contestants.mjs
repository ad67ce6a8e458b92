// Who takes part: ours and the limit at every width and arithmetic of every Node, and the peers.
import { fileURLToPath } from 'node:url';

const ARITHMETICS = ['separate', 'fused'];
const servePath = fileURLToPath(new URL('./serve.mjs', import.meta.url));
const torchPath = fileURLToPath(new URL('../peers/torch_lstm.py', import.meta.url));

/**
 * @typedef {object} Contestant
 * @property {string} id
 * @property {'ours' | 'limit' | 'torch' | 'tensorflow' | 'jax' | 'onnx-web' | 'onnx-node'} family
 * @property {string} [node] major version; none for Python
 * @property {number} [width] in bits
 * @property {'separate' | 'fused'} [arithmetic]
 * @property {number} threads more than one: not kept on one core
 * @property {string[]} command
 * @property {Record<string, string | undefined>} [environment]
 * @property {(measured: import('./cases.mjs').Case) => boolean} takes
 */

/**
 * @param {import('./nodes.mjs').Node[]} nodes
 * @param {boolean} quick JavaScript peers on one Node only, the first that has every width; fused only where vectors are wide
 * @returns {Contestant[]}
 */
export function contestantsOn(nodes, quick) {
  const main = nodes.find(({ wide }) => wide) ?? nodes[0];
  return [
    ...nodes.flatMap((node) => limits(node, modesOf(node, quick, node === main))),
    ...nodes.flatMap((node) => ours(node, modesOf(node, quick, node === main))),
    ...[1, 2].map(torch),
    ...(quick ? [main] : nodes).flatMap((node) => [tensorflow(node), jax(node), onnx('web', node)]),
    onnx('node', main), // native code: the same on every Node
  ];
}

const isTraining = ({ what }) => what === 'train';
const isUsersCell = ({ kind }) => kind === 'user-cell';
const fromMiddleUp = ({ batch, hidden }) => batch >= 32 && hidden >= 128;
const upToMiddle = ({ hidden }) => hidden <= 128;

/** Every width and arithmetic; quick: what is fast at each width, both widths on the main Node only. Two threads at the widest. */
function modesOf(node, quick, isMain) {
  const widths = node.wide ? [128, 256] : [128];
  const modes = widths.flatMap((width) => ARITHMETICS.map((arithmetic) => ({ width, arithmetic, isWidest: width === widths.at(-1) })));
  return modes.filter(({ width, arithmetic, isWidest }) => !quick || ((isMain || isWidest) && (width === 256 || arithmetic === 'separate')));
}

function limits(node, modes) {
  const takes = (measured) => isTraining(measured) && !isUsersCell(measured);
  return modes.flatMap(({ isWidest, ...mode }) => [
    { ...served('limit', node, 'limit', { ...mode, threads: 1 }), takes },
    { ...served('limit', node, 'limit', { ...mode, threads: 2 }), takes: (measured) => isWidest && takes(measured) && fromMiddleUp(measured) },
  ]);
}

function ours(node, modes) {
  return modes.flatMap(({ isWidest, ...mode }) => [
    { ...served('ours', node, 'ours', { ...mode, threads: 1 }), takes: () => true },
    { ...served('ours', node, 'ours', { ...mode, threads: 2 }), takes: (measured) => isWidest && isTraining(measured) && !isUsersCell(measured) },
  ]);
}

/** Debian's PyTorch. The variables would force older kernels on OpenBLAS. */
function torch(threads) {
  return {
    id: `torch ${threads}`,
    family: 'torch',
    threads,
    command: ['/usr/bin/python3', torchPath, String(threads)],
    environment: { OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined, OMP_NUM_THREADS: String(threads) },
    takes: (measured) => isTraining(measured) && !isUsersCell(measured),
  };
}

const isLstm = ({ kind }) => kind === 'lstm';
const takesUpToMiddle = (measured) => isTraining(measured) && isLstm(measured) && upToMiddle(measured);

const tensorflow = (node) => ({ ...served('tensorflow', node, 'tensorflow', { threads: 1 }), takes: takesUpToMiddle });
const jax = (node) => ({ ...served('jax', node, 'jax', { threads: 1 }), takes: takesUpToMiddle });
const onnx = (flavour, node) => ({
  ...served(`onnx-${flavour}`, node, 'onnx', { flavour, threads: 1 }),
  takes: (measured) => !isTraining(measured) && isLstm(measured),
});

function served(family, node, module, settings) {
  const { flavour: _flavour, ...traits } = settings;
  return {
    id: [family, `node-${node.major}`, traits.width, traits.arithmetic, traits.threads].filter((part) => part !== undefined).join(' '),
    family,
    node: node.major,
    ...traits,
    command: [node.path, servePath, module, JSON.stringify(settings)],
  };
}
