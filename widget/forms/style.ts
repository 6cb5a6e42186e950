/**
 * Colours are mixed from the text colour, which is the page's own where the form stands in the page and the dialog's in
 * the dialog: so it reads on any background, light or dark. Sizes are in px because a page may set any root size; 16px
 * inputs keep iOS from zooming in. The dialog stands high, where a soft keyboard leaves it free.
 *
 * Nothing minifies this text, and the rules stand in the order that packs best.
 */
export const STYLE = `:focus-visible{outline:2px solid;outline-offset:1px}
label{font-size:14px;font-weight:500}
h2,p,form{margin:0}
form,form>div{display:grid}
[hidden]{display:none!important}
h2{margin-inline-end:32px;font-size:22px;line-height:28px;outline:0!important}
dialog{--t:#16181d;--b:#fff;width:420px;margin-top:5vh;padding:0;border:0;border-radius:20px;color:var(--whichhalf-text,var(--t));background:var(--whichhalf-surface,var(--b))}
form{max-width:480px;--e:color-mix(in srgb,currentColor 45%,#f03)}
dialog::backdrop{background:rgb(0 0 0/.5)}
p[id]{min-height:29px;padding-top:3px;color:var(--e);font-size:13px}
.consent{display:flex;gap:12px;min-height:44px;font-weight:400}
input,textarea,select{width:100%;height:48px;margin:6px 0 0;padding:0 14px;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:var(--r);background:none;color:inherit;font:inherit;font-size:16px;scroll-margin:64px}
.sent h2::after{content:"✓";display:inline-block;width:28px;margin-inline-start:12px;border-radius:14px;background:var(--c);color:var(--i);text-align:center}
h2+p{margin:4px 0 20px}
[role=status]{min-height:24px}
.trap{height:0;overflow:hidden}
button{height:52px;border-radius:var(--r)}
dialog form{padding:32px 28px 20px}
[type=checkbox]{flex:none;width:22px;height:22px;margin:0;accent-color:var(--c)}
.close{position:absolute;inset-inline-end:8px;top:8px;width:52px;background:none;color:inherit;font-size:28px;font-weight:400;line-height:1}
a{color:inherit}
@media(prefers-color-scheme:dark){dialog{--t:#eceef2;--b:#1d1f26;color-scheme:dark}}
[aria-invalid=true]{border-color:var(--e);box-shadow:0 0 0 1px var(--e)}`;
