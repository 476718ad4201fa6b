import { TestModel } from '@xstate/test';
import { instantiate, replay } from 'allways';
import { composedLogic, type PathSnapshot, testPaths, toStatePath, toStatePaths } from 'allways/testing';
import { describe, expect, it } from 'vitest';
import model from '../../machines/toys/alternating-bit/model.ts';
import { Pipe } from '../alternating-bit/pipe.ts';
import { Receiver } from '../alternating-bit/receiver.ts';
import { HastySender, Sender } from '../alternating-bit/sender.ts';

const instance = instantiate(model, { variant: 'duplicating' });
const { logic, options } = composedLogic(model, { variant: 'duplicating' });
const testModel = new TestModel(logic, options);
/** The paths of Allways: where the network loses, duplicates and delays. */
const paths = testModel.getPaths(() => toStatePaths(testPaths(model, 'faults', { variant: 'duplicating' })));

/** What @xstate/test needs to test an implementation: how to do what the path says, and how to see what came of it. */
function paramsFor(SenderClass: typeof Sender) {
  const toReceiver = new Pipe();
  const toSender = new Pipe();
  const sender = new SenderClass([], toReceiver);
  const receiver = new Receiver(() => {}, toSender);
  /** What was sent, by its number along the path. */
  const wire = new Map<number, Uint8Array>();
  const deliver = ({ step }: PathSnapshot) => {
    const bytes = wire.get(step?.number ?? 0);
    if (bytes === undefined) throw new Error(`message #${step?.number} was never sent`);
    const isForSender = step?.action.kind === 'deliver' && step.action.endpoint === 'sender';
    (isForSender ? sender : receiver).receive(bytes);
  };
  return {
    events: {
      'xstate.init': () => sender.start(),
      deliver: ({ state }: { state: PathSnapshot }) => deliver(state),
      expire: () => sender.timeout(),
      drop: () => {},
    },
    states: {
      '*': ({ endpoints, step, network }: PathSnapshot) => {
        const numbers =
          step === null ? network.map(({ number }) => number) : step.sent.map(({ number }) => number);
        const sent = [...toReceiver.drain(), ...toSender.drain()];
        expect(sent).toHaveLength(numbers.length);
        sent.forEach((bytes, i) => {
          wire.set(numbers[i] ?? 0, bytes);
        });
        expect(endpoints.sender?.context).toMatchObject({ bit: sender.bit });
        expect(endpoints.receiver?.context).toMatchObject({ expected: receiver.expected });
      },
    },
  };
}

describe('the sender, by @xstate/test', () => {
  it.each(paths.map((path) => [path.state.path.join('/'), path] as const))(
    'passes the path %s',
    async (_, path) => {
      const { steps } = await path.test(paramsFor(Sender));
      expect(steps).toHaveLength(path.state.path.length + 1);
    },
  );

  it('passes the paths that @xstate/test finds by itself, once they are walked in the model', async () => {
    const found = testModel.getShortestPaths();
    expect(testModel.getAllStates()).toHaveLength(36);
    for (const { steps } of found) {
      const actions = steps.slice(1).map(({ event }) => event.index);
      const path = toStatePath(replay(instance.model, actions));
      await testModel.testPath(path, paramsFor(Sender));
    }
  });
});

describe('the hasty sender, by @xstate/test', () => {
  it('fails a path in which an acknowledgement comes twice', async () => {
    const failures = await Promise.all(
      paths.map((path) => path.test(paramsFor(HastySender)).then(() => null, String)),
    );
    expect(failures.filter((failure) => failure !== null)).not.toEqual([]);
  });
});
