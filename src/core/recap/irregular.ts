/** English words whose past or plural is not made by an ending; from grammar. */
import { stem } from './words.ts'

/** Past forms and last the plain form; plurals likewise. */
const FORMS = `arose arisen arise|awoke awoken awake|woke woken wake|ate eaten eat|beat beaten beat|became become become|
  began begun begin|bent bend|bet bet|bit bitten bite|bled bleed|blew blown blow|bound bind|broke broken break|
  brought bring|built build|burnt burn|bought buy|caught catch|chose chosen choose|came come|crept creep|
  dealt deal|dug dig|did done do|drew drawn draw|dreamt dream|drank drunk drink|drove driven drive|
  fell fallen fall|fed feed|felt feel|fought fight|found find|fled flee|flung fling|flew flown fly|
  forbade forbidden forbid|forgot forgotten forget|forgave forgiven forgive|froze frozen freeze|got gotten get|
  gave given give|went gone go|ground grind|grew grown grow|hung hang|had have|heard hear|hid hidden hide|
  held hold|kept keep|knelt kneel|knew known know|laid lay|led lead|leant lean|leapt leap|learnt learn|left leave|
  lent lend|lit light|lost lose|made make|meant mean|met meet|paid pay|rode ridden ride|rang rung ring|
  rose risen rise|ran run|said say|saw seen see|sought seek|sold sell|sent send|shook shaken shake|shone shine|
  shot shoot|showed shown show|shrank shrunk shrink|sang sung sing|sank sunk sink|sat sit|slept sleep|slid slide|
  spoke spoken speak|sped speed|spent spend|spun spin|sprang sprung spring|stood stand|stole stolen steal|
  stuck stick|struck stricken strike|strode stride|swore sworn swear|swept sweep|swam swum swim|swung swing|
  took taken take|taught teach|tore torn tear|told tell|thought think|threw thrown throw|understood understand|
  wore worn wear|wept weep|won win|wound wind|withdrew withdrawn withdraw|wrote written write|men man|women woman|
  children child|wives wife|knives knife|lives life|selves self|thieves thief`
  .replace(/\s*\n\s*/g, '')
  .split('|')
  .map((forms) => forms.split(' '))

const bases = new Map<string, string>()
for (const forms of FORMS) for (const form of forms.slice(0, -1)) bases.set(stem(form), stem(forms.at(-1) ?? form))

/** The stem of the plain form: "took" and "taken" → "take"; any other stem as it is. */
export const baseOf = (one: string): string => bases.get(one) ?? one

/** Irregular forms of verbs, as they are written. */
export const IRREGULAR_VERBS: ReadonlySet<string> = new Set(FORMS.filter((forms) => !/^(?:man|woman|child|wife|knife|life|self|thief)$/.test(forms.at(-1) ?? '')).flat())
