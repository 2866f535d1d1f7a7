import { Ban, KeyRound, PenLine, ThumbsUp, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './Reasons.module.css';

type Level = 'confirm' | 'assistant' | 'supervisor' | 'nobody';

export interface Reason {
  code: string;
  text: string;
  /** Who may lift it; left out where something else is offered instead. */
  level?: Level | undefined;
}

const icons: Record<Level, LucideIcon> = { confirm: ThumbsUp, assistant: PenLine, supervisor: KeyRound, nobody: Ban };

/** Every reason against a deed, each with who may lift it. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation('ui');
  return (
    <ul className={classes.reasons} aria-label={t('reasons.label')}>
      {reasons.map(({ code, text, level }) => {
        const Icon = level && icons[level];
        return (
          <li key={code}>
            <span className={classes.text}>{text}</span>
            {Icon && (
              <span className={classes.level}>
                <Icon size={14} strokeWidth={2} aria-hidden />
                {t(`reasons.${level}`)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
