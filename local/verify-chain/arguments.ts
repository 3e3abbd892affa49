import { parseArgs } from 'node:util';
import { Misused } from '../command-line.ts';

export const help = `核验:每个案件的记录是否与历日锚点一致。只读,不改动任何数据;系统运行中或停止后均可使用。

  npm run verify-chain -- [数据位置] [--public-key FILE]… [--json]

数据位置(三选一)
  --data DIR       演示城镇的文件夹(默认 .data)
  --config FILE    正式使用的配置文件(npm run serve 所用)
  --table NAME --bucket NAME [--key-id ARN]
                   云上:数据表、锚点存储桶、签名密钥;凭据和区域取自环境变量(AWS_REGION等)

  --anchors DIR    用另存于别处的锚点副本核验(--data、--config时)
  --public-key FILE
                   核验签名所用的公钥(PEM),可给出多个;由审计方自行保管的公钥最可信。
                   默认:本机签名密钥旁的公钥,或云上 --key-id 的公钥
  --json           输出一行JSON,供程序读取

退出码:0 完好;1 发现问题;2 未能核验。docs/audit.md 说明原理、公钥交接和不能发现的情形。
`;

export type Source =
  | { readonly kind: 'demo'; readonly folder: string; readonly anchors?: string }
  | { readonly kind: 'home'; readonly config: string; readonly anchors?: string }
  | { readonly kind: 'cloud'; readonly table: string; readonly bucket: string; readonly keyId?: string };

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'verify';
      readonly source: Source;
      readonly publicKeys: readonly string[];
      readonly isJson: boolean;
    };

/** Throws `Misused`. */
export function readCommand(args: string[]): Command {
  const values = parsed(args);
  if (values.help === true) return { kind: 'help' };
  const publicKeys = values['public-key'] ?? [];
  return { kind: 'verify', source: sourceOf(values, publicKeys), publicKeys, isJson: values.json === true };
}

function sourceOf(values: ReturnType<typeof parsed>, publicKeys: readonly string[]): Source {
  const { data, config, table, bucket, anchors, 'key-id': keyId } = values;
  const isCloud = table !== undefined || bucket !== undefined || keyId !== undefined;
  if ([data !== undefined, config !== undefined, isCloud].filter(Boolean).length > 1) {
    throw new Misused('--data、--config、--table只能选其一。');
  }
  if (!isCloud) {
    const copy = anchors === undefined ? {} : { anchors };
    return config === undefined
      ? { kind: 'demo', folder: data ?? '.data', ...copy }
      : { kind: 'home', config, ...copy };
  }
  if (table === undefined || bucket === undefined) throw new Misused('云上核验须同时给出 --table 和 --bucket。');
  if (keyId === undefined && publicKeys.length === 0) throw new Misused('云上核验须给出 --key-id 或 --public-key。');
  if (anchors !== undefined) throw new Misused('--anchors 不能与 --table 同用:锚点在 --bucket 中。');
  return { kind: 'cloud', table, bucket, ...(keyId === undefined ? {} : { keyId }) };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        data: { type: 'string' },
        config: { type: 'string' },
        table: { type: 'string' },
        bucket: { type: 'string' },
        'key-id': { type: 'string' },
        anchors: { type: 'string' },
        'public-key': { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Misused(`参数有误(${error instanceof Error ? error.message : String(error)})。用法见 --help。`);
  }
}
