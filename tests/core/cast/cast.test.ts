import { describe, expect, it } from 'vitest'
import type { Corrections } from '../../../src/core/cast/aliases.ts'
import { castOf, type Person } from '../../../src/core/cast/cast.ts'
import { digestChapter } from '../../../src/core/recap/digest.ts'
import { view } from '../../../src/core/recap/view.ts'

const ONE = [
  'Josephine Marsh lit the stove. "Jo, come here," said Marabel.',
  'Jo went to the window. Mara was in the yard, and Marabel did not see her.',
  '"Good evening, Miss Marsh," said Inspector Vale.',
  'Jo nodded. Mara laughed at Inspector Vale, and Vale put his hat on the table.',
  'They walked to Hollow Street and stood in Hollow Street until dark.',
  'Mara gave Jo the key. Jo took it and ran. Marabel sighed.',
]
const TWO = ['"Call me what you like," said the stranger.', '"I\'m Corbin," said Vale. "I was always Corbin."', 'Corbin drew his knife. Corbin smiled at Jo. Mara ran.']

const seen = (chapters: readonly (readonly string[])[], upTo = chapters.length) =>
  view(chapters.map((paragraphs, index) => ({ chapter: `c${index + 1}`, order: index + 1, digest: digestChapter({ paragraphs, language: 'en' }) })), { order: upTo, paragraph: Infinity })
const people = (chapters: readonly (readonly string[])[], upTo = chapters.length, corrections: Corrections = {}): readonly Person[] => {
  const cast = castOf(seen(chapters, upTo), corrections)
  return cast.status === 'known' ? cast.people : []
}
const who = (list: readonly Person[], name: string): Person | undefined => list.find(({ names }) => names.includes(name))

describe('the cast', () => {
  it('joins first name, nickname, family name and title', () => {
    const list = people([ONE])
    expect(who(list, 'Jo')?.names).toEqual(expect.arrayContaining(['Jo', 'Josephine Marsh', 'Miss Marsh']))
    expect(who(list, 'Vale')?.names).toContain('Inspector Vale')
  })

  it('takes no knight for his son, whose nickname is a form of his name', () => {
    const list = people([[
      'Sir Thomas Marsh read the letter. "Tom must go," said Sir Thomas.', 'Tom laughed. Tom Marsh had never gone anywhere.',
      'Sir Thomas sighed, and Tom took his hat. "Wait," said Sir Thomas.', 'Sir Thomas Marsh went to bed. Tom ran. "Good," said Tom.',
    ]])
    expect(who(list, 'Tom')?.names).toEqual(['Tom', 'Tom Marsh'])
    expect(who(list, 'Sir Thomas')?.names).toContain('Sir Thomas Marsh')
  })

  it('takes no wife for her husband, whose whole name she goes by', () => {
    const text = (tail: string): string[] => [`Hob Vale shut the gate, and he locked it. Hob whistled as he went. "He is late," said Mrs. Hob Vale.`, `Mrs. Hob Vale looked at the clock. Hob Vale came in. ${tail}`, 'Hob laughed. He sat down. Mrs. Hob Vale did not laugh.']
    const list = people([text('He hung up his coat.')])
    expect(who(list, 'Hob Vale')?.names).not.toContain('Mrs. Hob Vale')
    expect(who(people([['Ida Vale shut the gate, and she locked it. "She is late," said Mrs. Ida Vale.', 'Mrs. Ida Vale looked at the clock. Ida Vale sat down. Ida laughed.']]), 'Ida Vale')?.names).toContain('Mrs. Ida Vale')
  })

  it('joins nobody by what somebody only supposes to be', () => {
    const list = people([['"If I’m Corbin, I shall stay here," said Jo. Jo laughed.', '"They think I am Corbin," said Jo. "Corbin would run." Corbin ran. Jo laughed.']])
    expect(who(list, 'Jo')?.names).toEqual(['Jo'])
  })

  it('never joins two people for looking alike', () => {
    const list = people([ONE])
    expect(who(list, 'Mara')).toBeDefined()
    expect(who(list, 'Mara')).not.toBe(who(list, 'Marabel'))
  })

  it('knows a town by where its name stands, even one that is full of people', () => {
    const list = people([['Jo walked to Ansby in the rain. Ansby was dark.', 'They slept at Ansby. Jo had friends in Ansby, and Vale came from Ansby.', '"Nobody is awake in Ansby," said Vale. Jo laughed at Vale.']])
    expect(who(list, 'Ansby')).toBeUndefined()
    expect(who(list, 'Vale')).toBeDefined()
    expect(who(people([['"The surgeon’s man at Ansby says so," said Jo. Jo laughed.']]), 'Ansby')).toBeUndefined()
  })

  it('keeps a particle with its family name', () => {
    const list = people([['Ren al\'Dara opened the gate. "Wait," said Ren.', 'Ren al\'Dara waited. Ren smiled at Jo, and Jo nodded.']])
    expect(who(list, 'Ren')?.names).toContain("Ren al'Dara")
    expect(list.flatMap(({ names }) => names)).not.toContain('Dara')
  })

  it('keeps places apart', () => {
    expect(people([ONE]).flatMap(({ names }) => names).filter((name) => name.includes('Hollow'))).toEqual([])
  })

  it('keeps the owner in the name of a place', () => {
    const cast = castOf(seen([['Jo left Tamsin\'s Field at dawn. Nobody in Tamsin\'s Field was awake.', 'The road to Tamsin\'s Field was wet. Jo thought of Tamsin\'s Field and walked on.']]))
    const names = cast.status === 'known' ? [...cast.people, ...cast.others].flatMap((each) => each.names) : []
    expect(names).toContain("Tamsin's Field")
    expect(names).not.toContain('Field')
  })

  it('knows a speaker by an animal’s or an office’s name', () => {
    const heron = people([[
      '"Sit," said the Heron. Jo sat.', '"And wait," said the Heron, and the Heron closed one eye.', 'The Heron laughed. The boat rocked under the Heron.',
      '"Nobody waits," Jo said. "They do here," said the Heron.', 'The Heron turned its head, and Jo looked where the Heron looked.',
    ]])
    expect(who(heron, 'Heron')).toBeDefined()
  })

  it('takes what is somebody’s own, or is counted, for a thing', () => {
    const list = people([[
      'Jo drew her Edge. His own Edge was gone, and no other Edge would do.', 'Their Edges rang. "Take my Edge," said Jo.', 'Ten Wardstones stood there. His Edge fell, and Jo laughed at the two Wardstones.',
    ]])
    expect(list.map(({ names }) => names[0])).toEqual(['Jo'])
  })

  it('joins the same words with another title, whatever the first name usually says', () => {
    const list = people([['Master Jean Harrow bowed. "Come in," said Jean Harrow.', 'Jean Harrow closed the door. Master Jean Harrow smiled at Mara, and Mara nodded.']])
    expect(who(list, 'Jean Harrow')?.names).toContain('Master Jean Harrow')
  })

  it('dates a revelation: two cards before it, one after', () => {
    expect(who(people([ONE, TWO], 1), 'Vale')?.names).not.toContain('Corbin')
    expect(who(people([ONE, TWO], 2), 'Vale')?.names).toContain('Corbin')
  })

  it('says when and with whom, and the last thing seen', () => {
    const jo = who(people([ONE, TWO]), 'Jo')
    expect(jo?.firstSeen).toEqual({ order: 1, paragraph: 0 })
    expect(jo?.lastSeen).toEqual({ order: 2, paragraph: 2 })
    expect(jo?.with).toContain('Mara')
    expect(jo?.lastMoment?.text).toMatch(/\bJo\b/)
  })

  it('obeys the reader: merge, split, rename, hide', () => {
    expect(who(people([ONE], 1, { merge: [['Mara', 'Marabel']] }), 'Mara')?.names).toContain('Marabel')
    expect(who(people([ONE], 1, { split: [['Jo', 'Josephine Marsh']] }), 'Jo')?.names).not.toContain('Josephine Marsh')
    expect(who(people([ONE], 1, { rename: [['Jo', 'Jo of the stove']] }), 'Jo')?.names[0]).toBe('Jo of the stove')
    expect(who(people([ONE], 1, { hide: ['Mara'] }), 'Mara')).toBeUndefined()
  })

  it('keeps families apart', () => {
    const list = people([['Mr Beale laughed. Mrs Beale said nothing. Mr Beale left, and Mrs Beale shut the door. "Good night," said Mr Beale.']])
    expect(who(list, 'Mr Beale')).not.toBe(who(list, 'Mrs Beale'))
  })

  it('takes a mother for no daughter, where the telling calls the one by title and the other by first name', () => {
    const list = people([[
      'Sabra Colt opened the gate. "Wait," said Sabra.', 'Sabra ran to the well. "It is dry," said Sabra. Sabra laughed.',
      '"Come in," said Mrs. Colt. Sabra nodded. "No," said Sabra.', 'Mrs. Colt shut the door. Mrs. Colt sighed.',
    ]])
    expect(who(list, 'Sabra')?.names).toContain('Sabra Colt')
    expect(who(list, 'Sabra')?.names).not.toContain('Mrs. Colt')
  })

  it('takes a man for nobody whose first name is a woman’s, whatever pronouns stand near', () => {
    const list = people([['Charlotte Colt lost his letter. Charlotte found his hat. Charlotte Colt kept it, for he was gone.', 'Mr. Colt nodded. "My hat," said Mr. Colt.']])
    expect(who(list, 'Charlotte Colt')?.names).not.toContain('Mr. Colt')
  })

  it('leaves the bare family name to the husband', () => {
    const list = people([['Mrs. Harrick shut the shop. "Late again," said Mrs. Harrick.', 'Harrick came home. Harrick put his boots by the stove and sat down. "Soup," said Harrick.']])
    expect(who(list, 'Harrick')?.names).toEqual(['Harrick'])
  })

  it('takes a formal name for nobody who goes by its short form', () => {
    const list = people([['Robbie Marrow climbed the wall. "Follow me," said Robbie.', 'Robert stayed below. "I will not," said Robert. Robert sat down.', 'Robbie Marrow laughed. Robbie was gone.']])
    expect(who(list, 'Robbie')?.names).toContain('Robbie Marrow')
    expect(who(list, 'Robbie')?.names).not.toContain('Robert')
  })

  it('joins title and first name with the same title and the full name, and keeps "I" out of a name', () => {
    const list = people([['Lord Anselm Wray bowed. "Sit," said Lord Anselm.', 'Lord Anselm sat down. "To Lord Anselm I owe this," said Lord Anselm Wray’s sister.']])
    expect(who(list, 'Lord Anselm')?.names).toContain('Lord Anselm Wray')
    expect(list.flatMap(({ names }) => names).filter((name) => / I$/.test(name))).toEqual([])
  })

  it('takes all of a family for no person', () => {
    const list = people([['Odo Dell waved. The Dells laughed. "Come," said Odo.', 'The Dells waited at the gate, and the Dells looked at Odo. "No," the Dells said.', 'The Dells nodded. The Dells went home. Odo Dell ran.']])
    expect(who(list, 'Odo')).toBeDefined()
    expect(who(list, 'Dells')).toBeUndefined()
  })

  it('joins nobody with what they are to somebody else', () => {
    const list = people([['"Dad? Are you there?" Dallan nodded and opened the door.', '"Come on, Dad!" Dallan ran to the gate.', 'Spence waited for Dallan. Dallan laughed.']])
    expect(who(list, 'Dallan')?.names).toEqual(['Dallan'])
  })

  it('takes a skill of a game for a thing', () => {
    const list = people([['[Skill gained: Quiet Hand]', 'Jo called on Quiet Hand. Quiet Hand moved. Jo waited, and Jo ran.', '[Quiet Hand is ready.]']])
    expect(who(list, 'Jo')).toBeDefined()
    expect(who(list, 'Quiet Hand')).toBeUndefined()
  })

  it('joins a nickname to which the same person answers twice', () => {
    const called = ['"Red? Are you there?" Willa nodded and opened the door.', '"Come on, Red!" Willa ran to the gate.', 'Spence waited for Willa. Willa laughed.']
    expect(who(people([called.slice(1)]), 'Willa')?.names).not.toContain('Red')
    expect(who(people([called]), 'Willa')?.names).toContain('Red')
  })
})
