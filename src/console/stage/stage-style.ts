/** The page's look: the frame, then each platform's own. The web column's rules come from the public page. */
export const stageStyle = `
*{box-sizing:border-box}
:root{color-scheme:light;--ui:"Noto Sans Arabic","SF Arabic","Segoe UI","Geeza Pro",Tahoma,Roboto,sans-serif}
body{margin:0;background:#eef0f3;color:#1b1f24;font:1rem/1.7 var(--ui);overflow-wrap:anywhere}
p{margin:0}
a{text-underline-offset:.2em}
a:focus-visible,.spoiler:focus-visible{outline:2px solid #1f6feb;outline-offset:2px;border-radius:3px}
.masthead{background:#14213d;color:#fff;padding:1.6rem clamp(1rem,3vw,2.5rem) 1.4rem}
.masthead h1{margin:0;font:700 1.7rem/1.5 "Noto Kufi Arabic",var(--ui)}
.masthead p{max-width:62rem;color:#cfd6e4;text-wrap:pretty}
.masthead .counts{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:.9rem;max-width:none}
.counts span{background:#23335a;border-radius:99px;padding:.1rem .9rem;font-size:.9rem;color:#e8ecf5}
.counts b{font-weight:600;color:#fff;margin-inline-end:.2rem}
.counts .live::before{content:"";display:inline-block;width:.55rem;height:.55rem;border-radius:50%;background:#8a94a8;margin-inline-end:.45rem}
.connected .counts .live::before{background:#43d17c}
main{padding:0 clamp(.75rem,2.5vw,2.5rem) 4rem;max-width:110rem;margin-inline:auto}
.columns,.story{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 1.25rem}
.columns{position:sticky;inset-block-start:0;z-index:2;background:#eef0f3;padding-block:.9rem .7rem}
.columns p{font-weight:700;border-block-end:3px solid;padding-block-end:.25rem}
.column-telegram{color:#1c7fb8}.column-discord{color:#4752c4}.column-web{color:#9c2a1f}
.story{padding-block:0 1.5rem}
.story+.story{border-block-start:1px solid #d5d9e0;padding-block-start:1.5rem}
.story>h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.place{display:flex;flex-direction:column;gap:.75rem;min-width:0}
.label{display:none;font-weight:700;padding-block-start:.6rem}
.nothing,.waiting{border:1px dashed #b9c0cc;border-radius:10px;color:#6a7280;padding:1rem;text-align:center}
.waiting{grid-column:1/-1;margin-block:2rem;padding:3rem 1rem}
.spoiler{background:#8883;border-radius:4px;color:transparent;cursor:pointer}
.spoiler:hover,.spoiler:focus{color:inherit}
.heading{display:block;font-weight:700;font-size:1.2em}
.item{display:list-item;margin-inline-start:1.2em}
pre{white-space:pre-wrap;margin:.25rem 0}
code,pre{font-family:"Noto Sans Mono","DejaVu Sans Mono",Consolas,monospace;font-size:.9em}
.new{animation:arrive .7s ease-out}
@keyframes arrive{from{opacity:0;translate:0 -.6rem}}
@media (prefers-reduced-motion:reduce){.new{animation:none}}

.telegram{display:flex;align-items:flex-end;gap:.55rem;background:#cfe0c6 linear-gradient(160deg,#d9e6c8,#b9d6c9 60%,#c7dcb6);border-radius:12px;padding:.9rem .8rem}
.telegram .avatar{flex:none;width:2.3rem;height:2.3rem;border-radius:50%;background:linear-gradient(#72d5fd,#2a9ef1);color:#fff;display:grid;place-items:center;font-weight:600}
.telegram .bubble-and-buttons{min-width:0;flex:1;max-width:30rem}
.telegram .bubble{background:#fff;border-radius:14px;border-end-start-radius:4px;box-shadow:0 1px 2px #0002;overflow:hidden;padding:.45rem .8rem .35rem;font-size:.97rem;line-height:1.65;color:#000}
.telegram .channel{color:#168acd;font-weight:600;font-size:.92rem}
.telegram img{display:block;width:calc(100% + 1.6rem);margin:.3rem -.8rem .5rem;max-height:20rem;object-fit:cover}
.telegram .text{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start}
.telegram .text blockquote,.telegram .text pre{unicode-bidi:plaintext;text-align:start;background:#e8f3fb;border-radius:6px;border-inline-start:3px solid #3390ec;margin:.2rem 0;padding:.15rem .6rem}
.telegram .text a{color:#168acd;text-decoration:none}
.telegram .text a:hover{text-decoration:underline}
.telegram .time{color:#8d969c;font-size:.75rem;text-align:end;line-height:1.4}
.telegram .keyboard{display:flex;gap:.25rem;margin-block-start:.25rem}
.telegram .keyboard a{flex:1;background:#6f8f7a;color:#fff;border-radius:8px;padding:.3rem .6rem;text-align:center;text-decoration:none;font-weight:500;font-size:.92rem}
.telegram .keyboard a::after{content:"↗";font-size:.7em;margin-inline-start:.4em;opacity:.8}

.discord{background:#313338;color:#dbdee1;border-radius:12px;padding:.7rem .9rem 1rem;font-size:.95rem;line-height:1.6}
.discord .channel{color:#949ba4;border-block-end:1px solid #26272b;padding-block-end:.45rem;margin-block-end:.7rem;font-weight:600;font-size:.88rem}
.discord .message{display:flex;gap:.8rem}
.discord .avatar{flex:none;width:2.5rem;height:2.5rem;border-radius:50%;background:#14213d;color:#fff;display:grid;place-items:center;font:700 1.1rem/1 "Noto Kufi Arabic",var(--ui)}
.discord .body{min-width:0;flex:1}
.discord .author{color:#f2f3f5;font-weight:600}
.discord .app{background:#5865f2;color:#fff;border-radius:4px;font-size:.62rem;font-weight:600;padding:.1rem .35rem;vertical-align:.15em}
.discord time,.discord .edited{color:#949ba4;font-size:.75rem;font-weight:400;margin-inline-start:.2rem}
.discord .content,.discord .description,.discord .field{white-space:pre-line}
.discord a{color:#00a8fc;text-decoration:none}
.discord a:hover{text-decoration:underline}
.discord .embed{position:relative;background:#2b2d31;border-radius:4px;max-width:30rem;padding:.7rem .9rem .8rem 1.1rem;margin-block-start:.3rem;overflow:hidden}
.discord .bar{position:absolute;inset-block:0;left:0;width:4px;height:100%}
.discord .grid{display:flex;gap:1rem}
.discord .texts{flex:1;min-width:0}
.discord .embed-author{color:#f2f3f5;font-size:.85rem;font-weight:600}
.discord .embed-title{color:#f2f3f5;font-weight:600;font-size:1rem;margin-block-end:.3rem}
.discord .description{font-size:.9rem;line-height:1.65}
.discord .description b,.discord .content b{color:#f2f3f5}
.discord .field-name{font-weight:600;font-size:.85rem;margin-block-start:.5rem;color:#f2f3f5}
.discord .field{font-size:.88rem}
.discord .image{display:block;width:100%;border-radius:4px;margin-block-start:.8rem}
.discord .thumbnail{width:5rem;height:5rem;object-fit:cover;border-radius:4px}
.discord .footer{color:#b5bac1;font-size:.78rem;margin-block-start:.55rem}
.discord small{display:block;color:#949ba4}
.discord blockquote{margin:.1rem 0;border-inline-start:4px solid #4e5058;padding-inline-start:.7rem}
.discord code,.discord pre{background:#1e1f22;border-radius:4px;padding:.1em .3em}
.discord .components{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:.5rem}
.discord .components a{background:#4e5058;color:#fff;border-radius:8px;padding:.3rem .9rem;font-size:.88rem;font-weight:500}
.discord .components a::after{content:"↗";font-size:.75em;margin-inline-start:.5em}

.web{background:#fbfaf7;border-radius:12px;overflow:hidden;border:1px solid #ddd6c8}
.web .channel{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 1.1rem;border-block-end:2px solid #9c2a1f;font-weight:600;font-size:.9rem;color:#1c1b19}
.web .channel a{color:#6a655c;font-weight:400;font-size:.82rem}
.web-entry{padding:.9rem 1.1rem 1.1rem;font-size:1.05rem}

@media (max-width:60rem){
.columns{display:none}
.story{grid-template-columns:minmax(0,1fr);gap:1rem}
.label{display:block;margin-block-end:-.35rem}
.place-telegram .label{color:#1c7fb8}.place-discord .label{color:#4752c4}.place-web .label{color:#9c2a1f}
}
`;
