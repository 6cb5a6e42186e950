/**
 * Colours are mixed from the text colour, which is the page's own where the form stands in the page and the dialog's in
 * the dialog: so it reads on any background, light or dark. Sizes are in px because a page may set any root size; 16px
 * inputs keep iOS from zooming in. The dialog stands high, where a soft keyboard leaves it free. No
 * space but what is needed: the text is not minified.
 */
export const STYLE = `:focus-visible{outline:2px solid;outline-offset:1px}
h2,p{margin:0}
h2{margin-inline-end:32px;font-size:22px;line-height:28px;outline:0!important}
h2+p{margin:4px 0 20px}
h2[tabindex]::before{content:"✓";display:block;width:56px;margin-bottom:16px;border-radius:28px;background:var(--c);color:var(--i);font-size:28px;line-height:56px;text-align:center}
dialog::backdrop{background:#0a0c148c}
label{font-size:14px;font-weight:500}
.consent{display:flex;flex-direction:row-reverse;justify-content:start;gap:12px;min-height:44px;font-weight:400}
input{width:100%;height:48px;margin:6px 0 0;padding:0 14px;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:var(--r);background:none;color:inherit;font:inherit;font-size:16px}
[aria-invalid=true]{border-color:var(--e);box-shadow:0 0 0 1px var(--e)}
p[id]{min-height:26px;padding-top:3px;color:var(--e);font-size:13px}
[type=checkbox]{flex:none;width:22px;height:22px;margin:0;accent-color:var(--c)}
button{height:52px;border-radius:var(--r)}
.close{position:absolute;inset-inline-end:8px;top:8px;width:52px;background:none;color:inherit;font-size:28px;line-height:1}
[role=status]{min-height:24px}
a{color:inherit}
dialog{width:420px;margin-top:5vh;padding:0;border:0;border-radius:20px;color:#16181d;background:#fff}
dialog form{padding:32px 28px 20px}
form{display:grid;max-width:480px;--e:color-mix(in srgb,currentColor 30%,#e00b2b)}
@media(prefers-color-scheme:dark){dialog{color:#eceef2;background:#1d1f26;color-scheme:dark}}`;
