import { ItemStoreError } from '../ports/item-errors.ts';
import type { AttributeValue, Item } from '../ports/item-store.ts';

/** A value as a stream record shows it. */
interface ImageValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly BOOL?: boolean | undefined;
  readonly NULL?: boolean | undefined;
  readonly L?: readonly ImageValue[] | undefined;
  readonly M?: Image | undefined;
}

type Image = { readonly [name: string]: ImageValue };

/** The item of a stream record's image. Throws `InvalidItem` for what this program never writes. */
export function itemOfImage(image: Image): Item {
  const { pk, sk, ...rest } = image;
  if (pk?.S === undefined || sk?.S === undefined) throw foreign('key');
  return { ...fieldsOf(rest), pk: pk.S, sk: sk.S };
}

function fieldsOf(image: Image): { readonly [name: string]: AttributeValue } {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, valueOf(name, value)]));
}

function valueOf(name: string, value: ImageValue): AttributeValue {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map((entry) => valueOf(name, entry));
  if (value.M !== undefined) return fieldsOf(value.M);
  throw foreign(`attribute ${name}`);
}

const foreign = (what: string): ItemStoreError =>
  new ItemStoreError('InvalidItem', `The stream shows an item that this program did not write (${what}).`);
