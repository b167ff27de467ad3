// The console begins here.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import './app/styles.css';
import { watchHand } from '#lib/hand.ts';
import { language } from '#lib/language.ts';
import { startTheme } from '#lib/theme.ts';

startTheme();
watchHand(window);
document.documentElement.lang = language.get();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
