/** What links that turn pages are called, in the languages readers read. */

const NEXT = /^(?:[\s\p{P}\p{S}]*)(?:(?:read\s+|go to\s+)?(?:the\s+)?next(?:\s+(?:chapter|part|episode|page|post|entry|scene|installment|story))?|continue(?: reading)?|siguiente(?: cap[ií]tulo)?|(?:cap[ií]tulo|parte)?\s*(?:siguiente|seguinte|successivo)|pr[óo]xim[oa](?: cap[ií]tulo)?|(?:chapitre|page)?\s*suivante?|avanti|n[äa]chste[sr]?(?: kapitel)?|weiter|volgende?(?: hoofdstuk)?|n[äa]sta(?: kapitel)?|neste|n[æe]ste(?: kapitel)?|seuraava|nast[ęe]pn[ya](?: rozdzia[łl])?|dal(?:ej|š[íi]|si)|n[áa]sleduj[íi]c[íi]|k[öo]vetkez[őo]|urm[ăa]tor(?:ul)?|sonraki(?: b[öo]l[üu]m)?|ileri|selanjutnya|berikutnya|ch[ưu][ơo]ng (?:sau|ti[ếe]p)|(?:ti[ếe]p|sau)|вперед|вперёд|дал(?:ее|ьше|і)|следующая(?: глава| часть)?|след\.?|наступн(?:ий|а)(?: розділ)?|下一?[章页頁话話节節回篇]|次(?:の話|の章|へ|話|のエピソード|のページ)?|次>>|다음\s*[화편회장]?|다음|ถัดไป|ตอนต่อไป|التالي|הבא|अगला)(?![\p{L}])/iu
const PREVIOUS = /^(?:[\s\p{P}\p{S}]*)(?:(?:go to\s+)?(?:the\s+)?(?:prev(?:ious)?|last|prior)(?:\.|\s+(?:chapter|part|episode|page|post|entry|scene|installment|story))?|(?:cap[ií]tulo|parte)?\s*anterior(?: cap[ií]tulo)?|(?:capitolo)?\s*precedente|(?:chapitre|page)?\s*pr[ée]c[ée]dente?|vorherige[sr]?(?: kapitel)?|zur[üu]ck|vorige?(?: hoofdstuk)?|f[öo]reg[åa]ende|forrige|edellinen|poprzedni[a]?(?: rozdzia[łl])?|p[řr]edchoz[íi]|el[őo]z[őo]|anteriorul?|[öo]nceki(?: b[öo]l[üu]m)?|geri|sebelumnya|ch[ưu][ơo]ng tr[ưu][ớo]c|tr[ưu][ớo]c|назад|предыдущая(?: глава| часть)?|пред\.?|попередн(?:ій|я)(?: розділ)?|上一?[章页頁话話节節回篇]|前(?:の話|の章|へ|話|のエピソード|のページ)|이전\s*[화편회장]?|ก่อนหน้า|ตอนก่อนหน้า|السابق|הקודם|पिछला)(?![\p{L}])/iu
const INDEX = /(?:contents|chapter list|chapters|index|\btoc\b|back to (?:the )?(?:story|novel|book|series)|[íi]ndice|lista de cap[ií]tulos|sommaire|table des mati[èe]res|inhalt|inhoud|innehåll|spis tre[śs]ci|obsah|tartalom|cuprins|i[çc]indekiler|daftar isi|m[ụu]c l[ụu]c|оглавление|содержание|зм[іi]ст|目次|目录|目錄|章节列表|返回书页|목차|목록|สารบัญ)/iu

/** What a link's words say about where it leads. */
export type Turn = 'next' | 'previous' | 'index'

/** The turn a link's words (or label) promise, or null. Long texts promise nothing. */
export function turnOf(words: string): Turn | null {
  if (words.length > 60) return null
  if (NEXT.test(words)) return 'next'
  if (PREVIOUS.test(words)) return 'previous'
  return words.length <= 40 && INDEX.test(words) ? 'index' : null
}

/** Arrows alone: weaker, they also turn pages of lists and of picture shows. */
export function arrowOf(words: string): 'next' | 'previous' | null {
  if (/^\s*(?:[→»›⟩▶►⇒➡>]+|&gt;)\s*$/u.test(words) || /[→»›⟩▶►⇒➡]\s*$/u.test(words)) return 'next'
  if (/^\s*(?:[←«‹⟨◀◄⇐⬅<]+|&lt;)\s*$/u.test(words) || /^\s*[←«‹⟨◀◄⇐⬅]/u.test(words)) return 'previous'
  return null
}
