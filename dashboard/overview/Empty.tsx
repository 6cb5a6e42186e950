import { may } from '../../shared/people.ts';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { useOwn } from './own.ts';

interface Props {
  /** The usual days are empty too: more likely nothing is installed than that these days were quiet. */
  usual: boolean;
}

/** A site that has nothing yet, or a quiet time: what to do next. */
export const Empty = ({ usual }: Props) => {
  const { session } = useSite();
  const words = useOwn();
  if (!usual) return <p class="quiet">{words.emptyOther}</p>;
  return (
    <Notice title={words.emptyTitle}>
      <p>{words.emptyHelp}</p>
      <p class="overview-ways">
        {may(session.scopes, 'settings') && (
          <PlaceLink class="button primary" to={{ page: 'install' }}>
            {words.install}
          </PlaceLink>
        )}
        {may(session.scopes, 'spend') && (
          <PlaceLink class="button" to={{ page: 'spend' }}>
            {words.uploadSpend}
          </PlaceLink>
        )}
      </p>
    </Notice>
  );
};
