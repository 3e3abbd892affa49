import type * as z from 'zod';

/** Chinese for what zod finds; schemas that carry their own message keep it. */
export const chineseError: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必填' : `类型不符,应为${typeName(issue.expected)}`;
    case 'unrecognized_keys':
      return `不认识的字段:${issue.keys.slice(0, 5).join('、')}`;
    case 'invalid_value':
      return `应为下列之一:${issue.values.slice(0, 30).map(String).join('、')}`;
    case 'invalid_union':
      return '内容不符合任何一种允许的形式';
    case 'too_small':
      return issue.origin === 'string'
        ? '内容过短'
        : issue.origin === 'array'
          ? '项目过少'
          : `不能小于${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? '内容过长'
        : issue.origin === 'array'
          ? '项目过多'
          : `不能大于${issue.maximum}`;
    case 'invalid_format':
      return '格式不符';
    case 'not_multiple_of':
      return `应为${issue.divisor}的倍数`;
    case 'custom':
    case 'invalid_key':
    case 'invalid_element':
      return '内容不符合要求';
  }
};

const names: { readonly [type: string]: string } = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否(true/false)',
  array: '列表',
  object: '对象',
  null: '空值',
};

const typeName = (type: string): string => names[type] ?? type;
