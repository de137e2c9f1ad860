/** The look of bar and card (the paper, ink and red of ui/parts/theme.css; a page's style sheet cannot reach in, nor ours out). */
export const surfaceStyle = `
.card { font: 14px/1.4 system-ui, sans-serif; color: #24211c; background: #fffdf8; border: 1px solid #e7dfd0; border-radius: 10px;
  box-shadow: 0 4px 16px rgb(0 0 0 / .18); padding: 6px; width: max-content; max-width: calc(100vw - 32px); box-sizing: border-box; }
.row { display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
.row + .row { border-top: 1px solid #e7dfd0; margin-top: 6px; padding-top: 6px; }
.row.end { margin-top: 6px; }
.note { font: 15px/1.5 Georgia, 'Iowan Old Style', serif; max-width: 340px; max-height: 40vh; overflow: auto; overflow-wrap: anywhere; padding: 4px 6px 8px; }
.note > * { margin: 0 0 6px; white-space: pre-line } .note ul, .note ol { padding-inline-start: 20px }
.note blockquote { border-inline-start: 3px solid #8f8675; padding-inline-start: 8px } .note pre { white-space: pre-wrap }
.note code { font: 13px/1.4 ui-monospace, monospace } .note a { color: #9f3a2b; display: inline-block; min-height: 24px }
.tags { margin: 0; padding: 0 6px 8px; color: #655d51; display: flex; gap: 8px; flex-wrap: wrap; max-width: 340px; }
.choice { display: block; width: 100%; max-width: 340px; text-align: start; margin-top: 4px; border-bottom-width: 3px; color: #24211c; }
.who + .who { border-top: 1px solid #e7dfd0; margin-top: 6px; padding-top: 6px }
.who p { margin: 0 0 4px } .small { font: 13px/1.4 system-ui, sans-serif; color: #655d51 }
.told { max-width: 340px; margin: 6px 6px 2px; }
button { font: inherit; color: inherit; min-width: 32px; min-height: 32px; border: 1px solid transparent; border-radius: 7px; background: none; cursor: pointer; padding: 0 8px; }
button:focus-visible, textarea:focus-visible, input:focus-visible, a:focus-visible { outline: 2px solid #9f3a2b; outline-offset: 2px; }
button:disabled { opacity: .5; cursor: default; }
.colour { padding: 0; width: 32px; border: 1px solid rgb(0 0 0 / .28); border-radius: 50%; border-bottom-width: 3px; }
.colour[aria-pressed=true] { outline: 2px solid currentColor; outline-offset: 1px; }
.amber { background: #f6d98a; border-bottom-color: #8a6410; border-bottom-style: solid }
.rose { background: #f3b9b3; border-bottom-color: #a1372c; border-bottom-style: dashed }
.moss { background: #c9dc9f; border-bottom-color: #4d6b1e; border-bottom-style: dotted }
.sky { background: #b7d9ee; border-bottom-color: #1f628c; border-bottom-style: double }
.violet { background: #d7c7ee; border-bottom-color: #6a44a6; border-bottom-style: groove }
.divide { width: 1px; height: 24px; background: #e7dfd0; }
.text:hover { background: #f4e4dd; }
.strong { color: #9f3a2b; font-weight: 600; }
kbd { font: 11px/1 system-ui, sans-serif; color: #6d6558; border: 1px solid #e7dfd0; border-radius: 4px; padding: 1px 4px; }
textarea, input { display: block; min-height: 32px; box-sizing: border-box; width: 100%; min-width: 260px; margin-top: 6px; font: inherit; color: inherit; background: #fbf8f1;
  border: 1px solid #8f8675; border-radius: 7px; padding: 6px 8px; resize: vertical; }
.failed { margin: 6px 2px 0; color: #9f3a2b; max-width: 300px; }
@media (prefers-color-scheme: dark) {
  .card { color: #ece5d8; background: #221f1b; border-color: #39342c; }
  .divide { background: #39342c } .who + .who { border-color: #39342c } .small { color: #a59c8d } .text:hover { background: #3a2722 } .strong, .failed { color: #e58f78 }
  kbd { color: #a59c8d; border-color: #39342c } textarea { background: #191714; border-color: #7d7466 }
  button:focus-visible, textarea:focus-visible, input:focus-visible, a:focus-visible { outline-color: #e58f78; }
}
@media (prefers-reduced-motion: no-preference) { .card { animation: come 120ms ease-out } @keyframes come { from { opacity: 0 } } }
@media (forced-colors: active) { .card, button { border: 1px solid ButtonText } .colour { forced-color-adjust: none } }
`
