import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { describe, expect, test } from 'vitest';
import { awsSettings } from '#cli/aws-settings.ts';
import { endpointOf, run, startStack, temporaryFolder } from './command-line.ts';
import { startFakeApi } from './fake-api.ts';

const list = { 'GET /providers?limit=100': { providers: [] } };
const restart = 'start it again with "npm start", or name a deployed one with --profile, --region or --stack.';

describe('a local stack', () => {
  const failureOf = async (content: string | object) => {
    const directory = temporaryFolder();
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(directory, 'endpoint.json'), text);
    const { code, out, error } = await run(['providers', 'list', '--directory', directory]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    return error.replaceAll(directory, '<folder>');
  };

  test('is where commands go, asked for or not', async () => {
    const stack = await startStack(list);

    expect(await stack.run('providers', 'list')).toMatchObject({ code: 0 });
    expect(await stack.run('providers', 'list', '--local')).toMatchObject({ code: 0 });
  });

  test('is where commands go when its folder is named, whatever AWS_PROFILE says', async () => {
    const stack = await startStack(list, { environment: { AWS_PROFILE: 'production' } });

    expect(await stack.run('providers', 'list')).toMatchObject({ code: 0 });
  });

  test('whose folder is named is not looked for in the cloud when it is not there', async () => {
    const directory = temporaryFolder();

    expect(await run(['providers', 'list', '--directory', directory])).toEqual({
      code: 1,
      out: '',
      error: `No local stack has its data in ${directory}: start one with "npm start".\n`,
    });
  });

  test.each([
    ['--profile', 'p'],
    ['--region', 'r'],
    ['--stack', 'S'],
  ])('and %s cannot both be named', async (option, value) => {
    expect(await run(['providers', 'list', '--directory', temporaryFolder(), option, value])).toMatchObject({
      code: 2,
      error: expect.stringContaining(`option '--directory <path>' cannot be used with option '${option} <name>'`),
    });
  });

  test('that was killed is not taken for one that was stopped: nothing reaches a deployed stack', async () => {
    const pid = 2 ** 22 + 1; // Above the highest that Linux gives.
    expect(await failureOf(endpointOf('http://127.0.0.1:9', { pid }))).toBe(
      `The local stack of <folder>/endpoint.json has ended (process ${pid}): ${restart}\n`,
    );
  });

  test('that does not answer is said to be gone, though its process number is taken', async () => {
    const { url, close } = await startFakeApi(() => undefined);
    close();

    expect(await failureOf(endpointOf(url))).toBe(
      `The admin API at ${url} does not answer (connect ECONNREFUSED ${url.slice(7)}). If it has ended, ${restart}\n`,
    );
  });

  test('of another user is one that runs', async () => {
    const { url } = await startFakeApi(() => ({ status: 200, body: { providers: [] } }));
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'endpoint.json'), JSON.stringify(endpointOf(url, { pid: 1 })));

    expect(await run(['providers', 'list', '--directory', directory])).toMatchObject({ code: 0 });
  });

  test.each(['', 'null', '{"adminUrl":', endpointOf('nowhere'), endpointOf('http://127.0.0.1:9', { operator: {} })])(
    'is not found by %j',
    async (content) => {
      expect(await failureOf(content)).toBe(`<folder>/endpoint.json does not say where a local stack is: ${restart}\n`);
    },
  );

  test('is not found by a file that cannot be read', async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'endpoint.json'));

    expect(await run(['providers', 'list', '--directory', directory])).toMatchObject({
      code: 1,
      error: `${directory}/endpoint.json cannot be read (EISDIR).\n`,
    });
  });
});

describe('a deployed stack', { timeout: 30_000 }, () => {
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
  const region = { AWS_REGION: 'eu-central-1' };
  const mend = 'Start a local one with "npm start", or name the deployed one with --profile, --region and --stack.\n';

  /** In a process of its own, which finds nothing of this machine's AWS settings. */
  const execute = (args: readonly string[], env: Readonly<Record<string, string>>, home = temporaryFolder()) =>
    new Promise<{ code: unknown; out: string; error: string }>((resolve) => {
      const nowhere = { PATH: process.env.PATH ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true' };
      const options = { cwd: home, env: { ...nowhere, ...env } };
      execFile(process.execPath, [resolvePath('cli/reprieve.ts'), ...args], options, (failure, out, error) =>
        resolve({ code: failure?.code ?? 0, out, error }),
      );
    });

  const cloudFormation = (outputs: string) =>
    startFakeApi(() => ({
      status: 200,
      body:
        '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>' +
        '<Stacks><member><StackName>Reprieve</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime>' +
        `<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${outputs}</Outputs></member></Stacks>` +
        '</DescribeStacksResult></DescribeStacksResponse>',
    }));

  test('is found by the outputs of its CloudFormation stack, and called in its region', async () => {
    const api = await startFakeApi(() => ({ status: 200, body: { providers: [] } }));
    const { url, requests } = await cloudFormation(
      `<member><OutputKey>AdminUrl</OutputKey><OutputValue>${api.url}/admin/</OutputValue></member>`,
    );

    const args = ['providers', 'list', '--region', 'us-east-2', '--stack', 'Mine'];
    const { code, error } = await execute(args, { ...credentials, AWS_ENDPOINT_URL_CLOUDFORMATION: url });

    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(requests[0]?.body.toString()).toContain('StackName=Mine');
    expect(api.requests[0]?.url).toBe('/admin/providers?limit=100');
    expect(api.requests[0]?.headers.authorization).toMatch(/Credential=AKIA\/\d{8}\/us-east-2\/execute-api\//);
  });

  test('is where commands go when AWS_PROFILE names a profile, which has the region and the keys', async () => {
    const home = temporaryFolder();
    const local = await startFakeApi(() => ({ status: 200, body: { providers: [] } }));
    const api = await startFakeApi(() => ({ status: 200, body: { providers: [] } }));
    const { url } = await cloudFormation(
      `<member><OutputKey>AdminUrl</OutputKey><OutputValue>${api.url}/admin/</OutputValue></member>`,
    );
    mkdirSync(join(home, '.aws'));
    const keys = 'aws_access_key_id = AKIAPROFILE\naws_secret_access_key = s';
    writeFileSync(join(home, '.aws/config'), `[profile production]\nregion = us-west-2\n${keys}\n`);
    mkdirSync(join(home, '.local'));
    writeFileSync(join(home, '.local/endpoint.json'), JSON.stringify(endpointOf(local.url)));
    const endpoint = { AWS_ENDPOINT_URL_CLOUDFORMATION: url };

    const named = { ...endpoint, AWS_PROFILE: 'production' };
    const listing = ['providers', 'list', '--json'];
    const outcomes = [
      await execute(listing, named, home),
      await execute([...listing, '--profile', 'production'], { ...endpoint, ...credentials }, home),
      await execute([...listing, '--local'], named, home),
      await execute(listing, { ...endpoint, ...credentials, ...region }, home),
    ];

    expect(outcomes.map(({ code, error }) => ({ code, error }))).toEqual(Array(4).fill({ code: 0, error: '' }));
    expect(api.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array(2).fill(expect.stringMatching(/Credential=AKIAPROFILE\/\d{8}\/us-west-2\/execute-api\//)),
    );
    expect(local.requests).toHaveLength(2);
  });

  test('that is something else is said to be', async () => {
    const { url } = await cloudFormation('');

    const outcome = await execute(['providers', 'list', '--stack', 'Other'], {
      ...credentials,
      ...region,
      AWS_ENDPOINT_URL_CLOUDFORMATION: url,
    });

    expect(outcome).toEqual({
      code: 1,
      out: '',
      error: 'The stack Other has no output "AdminUrl": is it Reprieve?\n',
    });
  });

  test.each([
    [
      'no stack of the name',
      { status: 400, code: 'ValidationError', message: 'Stack with id Reprieve does not exist' },
      'Stack with id Reprieve does not exist',
    ],
    [
      'no permission',
      { status: 403, code: 'AccessDenied', message: 'User: x is not authorized' },
      'User: x is not authorized',
    ],
  ])('CloudFormation says why: %s', async (_, { status, code, message }, reason) => {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    const { url } = await startFakeApi(() => ({ status, body }));

    const env = { ...credentials, ...region, AWS_ENDPOINT_URL_CLOUDFORMATION: url };
    const { error } = await execute(['providers', 'list', '--stack', 'Reprieve'], env);

    expect(error).toBe(`The deployed stack Reprieve cannot be asked: ${reason}\n${mend}`);
  });

  test('needs a region and credentials', async () => {
    const [noRegion, noCredentials, noProfile, regionOfNoProfile] = await Promise.all([
      execute(['providers', 'list'], {}),
      execute(['providers', 'list'], region),
      execute(['providers', 'list', '--profile', 'nobody'], region),
      execute(['providers', 'list'], { AWS_PROFILE: 'nobody' }),
    ]);

    expect(noRegion).toEqual({
      code: 1,
      out: '',
      error:
        'No local stack has its data in .local. The deployed stack Reprieve cannot be asked: ' +
        `no AWS region is set (--region, or AWS_REGION).\n${mend}`,
    });
    const credentialsMissing =
      'The deployed stack Reprieve cannot be asked: ' +
      `no AWS credentials are found (--profile, or "aws sso login", "aws configure").\n${mend}`;
    expect(noCredentials.error).toBe(`No local stack has its data in .local. ${credentialsMissing}`);
    const noSuchProfile = `The profile "nobody" has none, or is not there: "aws configure list-profiles" shows them all.`;
    expect(noProfile.error).toBe(credentialsMissing.replace('\n', ` ${noSuchProfile}\n`));
    expect(regionOfNoProfile.error).toContain(`no AWS region is set (--region, or AWS_REGION). ${noSuchProfile}`);
  });

  test('is given up when the metadata of the machine do not come', async () => {
    const { url } = await startFakeApi(() => 'silence');
    const env = { ...region, AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: url };

    const { code, error } = await execute(['providers', 'list'], env);

    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining('no AWS credentials are found') });
  });
});

describe('AWS settings are found as the AWS CLI finds them', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

  test.each([
    [{}, {}, {}],
    [{}, { AWS_PROFILE: 'p' }, { profile: 'p' }],
    [{}, { AWS_DEFAULT_PROFILE: 'd' }, { profile: 'd' }],
    [{ profile: 'o' }, { AWS_PROFILE: 'p' }, { profile: 'o' }],
    [{}, { AWS_PROFILE: '' }, {}],
    [{}, { AWS_DEFAULT_REGION: 'r' }, { region: 'r' }],
    [{}, { AWS_DEFAULT_REGION: 'r', AWS_REGION: 's' }, { region: 's' }],
    [{ region: 'o' }, { AWS_REGION: 's' }, { region: 'o' }],
    [{}, keys, { credentials }],
    [{}, { ...keys, AWS_SESSION_TOKEN: 't' }, { credentials: { ...credentials, sessionToken: 't' } }],
    [{}, { ...keys, AWS_PROFILE: 'p' }, { profile: 'p', credentials }],
    [{ profile: 'o' }, keys, { profile: 'o' }],
    [{}, { AWS_ACCESS_KEY_ID: 'AKIA' }, {}],
  ])('from the options %j and the environment %j: %j', (options, environment, settings) => {
    expect(awsSettings(options, environment)).toEqual(settings);
  });
});
