// What runs on a page of a kiosk, inline and by its hash alone: it asks whether anybody is still there, counts down where everybody sees it, lets the time be
// extended as often as wanted (WCAG 2.2.1), and forgets. Everything else works without it.

/** How long the question stands before the device forgets, in seconds; the server waits a little longer. */
export const askSeconds = 20;

/** How soon somebody before a code sees that it was taken: by them, or by whoever was faster. */
const watchSeconds = 4;

export const kioskScript = `
(function(){
var rest=Number(document.body.dataset.rest)*1000,ask=${askSeconds}*1000,at=Date.now(),told=at,over=false;
var box=document.getElementById('still'),left=document.getElementById('left');
function own(){document.querySelectorAll('form').forEach(function(f){f.reset()})}
function wipe(){if(over)return;over=true;own();document.body.replaceChildren();
fetch('/kiosk/end',{method:'POST',keepalive:true}).catch(function(){}).then(function(){location.replace('/kiosk')})}
function gone(){if(over)return;over=true;own();document.body.replaceChildren();location.replace('/kiosk/over'+location.search)}
function alive(){told=Date.now();fetch('/kiosk/alive',{method:'POST'}).then(function(a){if(a.status===410)gone()}).catch(function(){})}
function touch(){if(box.open)return;at=Date.now();if(at-told>15000)alive()}
['pointerdown','keydown','input'].forEach(function(n){addEventListener(n,touch,{capture:true,passive:true})});
document.getElementById('more').addEventListener('click',function(){box.close();at=Date.now();alive()});
document.getElementById('enough').addEventListener('click',wipe);
box.addEventListener('cancel',function(e){e.preventDefault();box.close();at=Date.now();alive()});
if(document.querySelector('[data-watched]'))setInterval(function(){if(!over)alive()},${watchSeconds}*1000);
setInterval(function(){var idle=Date.now()-at;
if(idle>=rest+ask)return wipe();
if(idle<rest)return;
if(!box.open){box.showModal();left.dataset.last=''}
var n=Math.ceil((rest+ask-idle)/1000);left.querySelector('[aria-hidden]').textContent=left.dataset.words.replace('{seconds}',n);
if(n%10===0&&left.dataset.last!==String(n)){left.dataset.last=String(n);left.querySelector('[role=status]').textContent=left.dataset.words.replace('{seconds}',n)}
},250);
addEventListener('pageshow',function(e){if(e.persisted){own();location.replace('/kiosk')}});
addEventListener('unload',function(){});
addEventListener('pagehide',own);
var pad=document.querySelector('canvas');
if(pad){var draw=pad.getContext('2d'),on=false,any=false,field=document.getElementById('signature');
pad.width=900;pad.height=300;draw.lineWidth=5;draw.lineCap='round';draw.lineJoin='round';draw.strokeStyle='#111';
function spot(e){var b=pad.getBoundingClientRect();return[(e.clientX-b.left)*pad.width/b.width,(e.clientY-b.top)*pad.height/b.height]}
pad.addEventListener('pointerdown',function(e){on=true;pad.setPointerCapture(e.pointerId);draw.beginPath();draw.moveTo.apply(draw,spot(e))});
pad.addEventListener('pointermove',function(e){if(!on)return;any=true;draw.lineTo.apply(draw,spot(e));draw.stroke()});
['pointerup','pointercancel'].forEach(function(n){pad.addEventListener(n,function(){on=false})});
document.getElementById('clear').addEventListener('click',function(){draw.clearRect(0,0,pad.width,pad.height);any=false;field.value=''});
pad.closest('form').addEventListener('submit',function(){field.value=any?pad.toDataURL('image/png'):''});
document.getElementById('pad').hidden=false}
})();
`.trim();
