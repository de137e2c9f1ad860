/** Lists of works as other programs write them; the files here are made up in their shapes. */
import { expect, test } from 'vitest'
import { dayFrom, ratingFrom, scaleOf, statusFrom } from '../../../src/core/formats/brought.ts'
import { UnreadableFile } from '../../../src/core/formats/file.ts'
import { printLibrary } from '../../../src/core/formats/library-table.ts'
import { formatOf, isList, parseWorks } from '../../../src/core/formats/read.ts'
import { printTable } from '../../../src/core/formats/table.ts'
import { freshWork } from '../../../src/core/bring/rows.ts'
import type { WorkId } from '../../../src/core/work.ts'

const read = (text: string) => {
  const format = formatOf(text)
  if (!isList(format)) throw new Error(format)
  return { format, ...parseWorks(format, text) }
}

test('Goodreads: shelf, stars, shelves, days, review and private notes', () => {
  const { format, found, refused } = read('Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies\n' +
    '1,"The Eel Rent (Tides, #1)",Ida Marsh,"Marsh, Ida",,="0743273567",="9780743273565",4,3.71,P,Paperback,429,2014,2014,2024/03/09,2024/02/01,"eels, read","eels (#1)",read,"Salt<br/>and rope",,ask Jo,1,0\n' +
    '2,Unread,Nobody,"Nobody",,,,0,3,P,,,,,,2025/01/10,to-read,to-read (#3),to-read,,,,0,0\n3,,Nobody,,,,,0,,,,,,,,,,,to-read,,,,0,0\n')
  expect(format).toBe('shelf')
  expect(found[0]).toMatchObject({ title: 'The Eel Rent (Tides, #1)', author: 'Ida Marsh', status: 'finished', rating: 4, tags: ['eels'], note: 'Salt\nand rope\n\nask Jo', added: Date.UTC(2024, 1, 1), lastRead: Date.UTC(2024, 2, 9) })
  expect(found[1]).toMatchObject({ status: 'saved', rating: null, tags: [], lastRead: null })
  expect(refused).toEqual([{ where: 'record 3', why: expect.stringContaining('title') as string }])
})

test('StoryGraph: quarter stars to halves, did-not-finish', () => {
  const { found } = read('Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Moods,Pace,Character- or Plot-Driven?,Strong Character Development?,Loveable Characters?,Diverse Characters?,Flawed Characters?,Star Rating,Review,Content Warnings,Content Warning Description,Tags,Owned?\n' +
    'The Eel Rent,Ida Marsh,,978,paperback,did-not-finish,2025/05/01,2025/06/10,2025/06/01-2025/06/10,1,dark,medium,Plot,,,,,3.75,"wet, but good",,,"eels, salt",Yes\n')
  expect(found).toMatchObject([{ title: 'The Eel Rent', status: 'dropped', rating: 4, note: 'wet, but good', tags: ['eels', 'salt'] }])
})

test('FicTracker: lists, renamed lists and notes; broken notes are refused alone', () => {
  const file = { FT_favorites: '11,12', FT_finished: '12', FT_toread: '13,x', FT_disliked: null, FT_custom: '14', FT_userNotes: JSON.stringify({ 12: { text: 'again!', date: '2025-01-02T03:04:05.000Z', title: 'The Nail', author: 'ida' } }), FT_statusesConfig: JSON.stringify([{ storageKey: 'FT_favorites', tag: 'Reading' }, { storageKey: 'FT_custom', tag: 'Comfort' }]) }
  const { format, found, refused } = read(JSON.stringify(file))
  expect(format).toBe('ficTracker')
  expect(found.map(({ url, status, tags, note }) => [url?.split('/').at(-1), status, tags, note])).toEqual([['11', 'reading', [], ''], ['12', 'finished', [], 'again!'], ['13', 'saved', [], ''], ['14', null, ['Comfort'], '']])
  expect(refused).toEqual([{ where: 'FT_toread, entry 2', why: 'not the number of a work' }])
  expect(read(JSON.stringify({ FT_finished: '1', FT_userNotes: '{"a":' })).refused).toMatchObject([{ where: 'FT_userNotes' }])
})

test('AO3rdr: stars, chapters read and the chapter they were read to', () => {
  const { format, found, refused } = read(JSON.stringify([
    { ao3id: '11', title: 'The Nail', author: 'ida', rating: 5, read: 3, chapter_id: 77, visit: '2020-01-02T03:04:05.000Z', chapters: { published: 3, total: 3, complete: true } },
    { ao3id: 12, title: 'Eels', rating: -1, read: 1, chapters: { published: 9, total: '?' } }, { ao3id: 'x' },
  ]))
  expect(format).toBe('ao3rdr')
  expect(found).toMatchObject([{ status: 'finished', rating: 5, furthest: { number: 3, url: 'https://archiveofourown.org/works/11/chapters/77' } }, { status: 'dropped', rating: null }])
  expect(refused).toHaveLength(1)
})

test('a tracker’s JSON and CSV: columns by many names, ratings out of ten', () => {
  const json = read(JSON.stringify({ exported: 1, data: [{ title: 'Eels', status: 'On-Hold', score: 9, chapters_read: 12, url: 'https://a.example/1', tags: ['wet', 'cold'] }, { title: 'Bad', url: 'javascript:alert(1)' }] }))
  expect(json).toMatchObject({ format: 'trackerList', found: [{ status: 'paused', rating: 4.5, furthest: { number: 12 }, tags: ['wet', 'cold'] }], refused: [{ where: 'entry 2' }] })
  expect(read('series_title,my_status,my_score\nEels,Plan to Read,8\n').found).toMatchObject([{ status: 'saved', rating: 4 }])
})

test('bookmarks: addresses, folders, days; scripts are refused with their line', () => {
  const { format, found, refused } = read('<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3 ADD_DATE="1">Bookmarks bar</H3>\n<DL><p>\n<DT><H3>Eels &amp; salt</H3>\n<DL><p>\n<DT><A HREF="https://archiveofourown.org/works/11?a=1&amp;b=2" ADD_DATE="1700000000" ICON="data:x">The Nail - Chapter 3 - ida - Eels [Archive of Our Own]</A>\n</DL><p>\n<DT><A HREF="javascript:alert(1)">x</A>\n</DL><p>\n</DL>')
  expect(format).toBe('bookmarks')
  expect(found).toMatchObject([{ where: 'line 7', url: 'https://archiveofourown.org/works/11?a=1&b=2', title: 'The Nail', tags: ['Eels & salt'], status: 'saved', added: 1_700_000_000_000 }])
  expect(refused).toMatchObject([{ where: 'line 9' }])
})

test('our own table of works is read back', () => {
  const work = { ...freshWork('ao3:11' as WorkId, 'ao3', { title: '=Eels, "salt"', author: 'ida', url: 'https://archiveofourown.org/works/11' }, 1e12), status: 'paused' as const, rating: 3.5, tags: ['a', 'b'], note: 'two\nlines' }
  expect(read([...printLibrary([work])].join('')).found).toMatchObject([{ work: 'ao3:11', title: '=Eels, "salt"', status: 'paused', rating: 3.5, tags: ['a', 'b'], note: 'two\nlines', added: 1e12 }])
})

test('our own table of passages is no list of works', () => {
  expect(() => formatOf([...printTable([])].join(''))).toThrow(UnreadableFile)
})

test('words, scales and days', () => {
  expect(['Want to Read', 'READ', 'caught up', 'on_hold', 'DNF', '?'].map(statusFrom)).toEqual(['saved', 'finished', 'reading', 'paused', 'dropped', null])
  expect([scaleOf([4.5]), scaleOf([9]), scaleOf([80]), ratingFrom(1, 100), ratingFrom(0, 5), ratingFrom(6, 5)]).toEqual([5, 10, 100, 0.5, null, null])
  expect([dayFrom('2024/3/9'), dayFrom('1700000000'), dayFrom('someday')]).toEqual([Date.UTC(2024, 2, 9), 1_700_000_000_000, null])
})
