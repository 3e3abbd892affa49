import type { Chance } from '../simulation/chance.ts';
import type { Sex } from './id-numbers.ts';

const common =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const seldom = ['欧阳', '司马', '上官', '诸葛', '东方', '尉迟', '逄', '綦', '仝', '亓', '郄', '缑', '妫', '隗'];
const men = '伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆建国志文德成庆海峰林永生东立新光荣宝玉金福贵春祥';
const women = '芳娜敏静丽艳娟霞秀英玲桂兰燕红梅莉萍婷雪琳慧洁颖倩欣怡佳琪梦瑶玉珍凤淑华云春香爱月芝翠巧莲';
const rare = '喆堃淼赟龑婳翀珺頔焱昇晗祎彧旻犇骉垚嬿';
const minority = ['阿依古丽·买买提', '古丽娜尔·艾山', '买买提·吐尔逊', '阿卜杜拉·玉素甫', '达娃·次仁', '扎西·顿珠'];

const oneOf = <T>(draw: Chance, list: ArrayLike<T>): T => {
  const chosen = list[draw.between(0, list.length - 1)];
  if (chosen === undefined) throw new RangeError('there is nothing to choose from');
  return chosen;
};

export function surname(draw: Chance): string {
  if (draw.happens(2)) return oneOf(draw, seldom);
  // The first of the list are the most frequent ones.
  const reach = draw.happens(55) ? 20 : common.length;
  return oneOf(draw, common.slice(0, reach));
}

export function fullName(draw: Chance, sex: Sex, family: string): string {
  if (draw.happens(0.3)) return oneOf(draw, minority);
  const characters = sex === 'male' ? men : women;
  const first = oneOf(draw, draw.happens(1) ? rare : characters);
  return family + first + (draw.happens(72) ? oneOf(draw, draw.happens(0.5) ? rare : characters) : '');
}

/** How one office writes it and another does not: old forms, sound-alikes, the dot of a name, a character left out. */
const variants: Readonly<Record<string, string>> = {
  张: '張',
  刘: '劉',
  陈: '陳',
  杨: '楊',
  吴: '吳',
  赵: '趙',
  喆: '哲',
  堃: '坤',
  淼: '渺',
  昇: '升',
  伟: '玮',
  华: '花',
  丽: '莉',
  芝: '之',
  玲: '铃',
  静: '靖',
  峰: '锋',
  杰: '洁',
};

export function nameVariant(name: string): string {
  if (name.includes('·')) return name.replace('·', '.');
  for (const [index, character] of Array.from(name).entries()) {
    const other = variants[character];
    if (other !== undefined) return `${name.slice(0, index)}${other}${name.slice(index + 1)}`;
  }
  return name.length > 2 ? name.slice(0, 2) : `${name}${name.slice(-1)}`;
}
